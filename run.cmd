@echo off
rem Set everything up, then open SofS Desk. "run ARGUMENTS" passes them to the command line.
setlocal
set "HERE=%~dp0"
call "%HERE%tools\find-python.cmd" || exit /b 1
%SOFS_PYTHON% -I "%HERE%tools\prepare.py" app || exit /b 1
"%HERE%.venv\Scripts\python.exe" -P -m sofs_desk %*
exit /b %ERRORLEVEL%

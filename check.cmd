@echo off
rem Set everything up, then run every check that this system can run.
setlocal
set "HERE=%~dp0"
cd /d "%HERE%"
call "%HERE%tools\find-python.cmd" || exit /b 1
%SOFS_PYTHON% -I "%HERE%tools\prepare.py" dev || exit /b 1
"%HERE%.venv\Scripts\python.exe" "%HERE%tools\check.py" %*
exit /b %ERRORLEVEL%

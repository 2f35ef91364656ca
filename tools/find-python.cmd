@echo off
rem Put the first Python on this machine that can run SofS Desk into SOFS_PYTHON.
for %%P in ("py -3.11" "py -3.12" "py -3.13" "python") do (
    %%~P -I -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul && (
        set "SOFS_PYTHON=%%~P"
        exit /b 0
    )
)
echo SofS Desk needs Python 3.11, 3.12 or 3.13. Install it from the Microsoft Store or python.org, then start again. 1>&2
exit /b 1

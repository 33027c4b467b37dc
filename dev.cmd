@echo off
rem One word a task: dev setup | run | test | check | bench | build | lock | clean   (the Windows twin of ./dev)
setlocal
cd /d "%~dp0"
set "bin=%~dp0.venv\Scripts"
set "task=%~1"
if "%task%"=="" set "task=help"
set "rest="
:words
shift
if not "%~1"=="" (
    set "rest=%rest% %1"
    goto words
)
for %%t in (setup run test check bench build lock clean help) do if /i "%task%"=="%%t" goto %%t
echo dev: no such task: %task% 1>&2
call :usage 1>&2
exit /b 1

:setup
call :ready
exit /b %errorlevel%

:run
call :ready || exit /b 1
"%bin%\voffice-desktop.exe" demo %rest%
exit /b %errorlevel%

:test
call :ready || exit /b 1
set "QT_QPA_PLATFORM=offscreen"
"%bin%\python.exe" -m pytest -q %rest%
exit /b %errorlevel%

:check
call :ready || exit /b 1
set "QT_QPA_PLATFORM=offscreen"
"%bin%\ruff.exe" format --check --quiet . || exit /b 1
"%bin%\ruff.exe" check --quiet . || exit /b 1
"%bin%\mypy.exe" || exit /b 1
"%bin%\lint-imports.exe" --no-cache || exit /b 1
"%bin%\python.exe" -m pytest -q --cov --cov-report=term:skip-covered
exit /b %errorlevel%

:bench
call :ready || exit /b 1
set "QT_QPA_PLATFORM=offscreen"
"%bin%\python.exe" -m tests.benchmarks %rest%
exit /b %errorlevel%

:build
call :ready || exit /b 1
"%bin%\python.exe" -m installer %rest%
exit /b %errorlevel%

:lock
call :ready || exit /b 1
set "compile="%bin%\uv.exe" pip compile --quiet pyproject.toml --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 --universal"
%compile% -o requirements\runtime.txt || exit /b 1
%compile% --extra dev -c requirements\runtime.txt -o requirements\dev.txt
exit /b %errorlevel%

:clean
for %%d in (.venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache) do if exist %%d rmdir /s /q %%d
if exist .coverage del .coverage
echo dev: removed what setup, test and build had made; nobody's documents were touched
exit /b 0

:help
call :usage
exit /b 0

:usage
echo One word a task: dev setup, run [--account A] [--reset], test, check, bench, build, lock, clean
exit /b 0

:ready
rem The stamp is the locked list itself: fc is on every Windows.
if exist "%bin%\voffice-desktop.exe" if exist .venv\stamp.txt fc /b requirements\dev.txt .venv\stamp.txt >nul 2>&1 && exit /b 0
set "python=py -3"
%python% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 || set "python=python"
%python% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 || (
    echo dev: Python 3.11 or newer is needed; please install it for this user and try again 1>&2
    exit /b 1
)
echo dev: making .venv from requirements\dev.txt
if not exist "%bin%\python.exe" %python% -m venv .venv || exit /b 1
"%bin%\python.exe" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements\dev.txt || exit /b 1
"%bin%\python.exe" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . || exit /b 1
copy /y requirements\dev.txt .venv\stamp.txt >nul
exit /b 0

@echo off
rem jiedui check, and so on: the commands of the ledger on Windows. The first time .ci\setup makes .venv. ASCII until
rem chcp: before it, Windows reads this file as GBK.
setlocal
for /f "tokens=2 delims=:." %%c in ('chcp') do set "BEFORE=%%c"
chcp 65001 >nul
set "PYTHONUTF8=1"
set "FOUND="
py -3 --version >nul 2>nul && set "FOUND=py -3"
if not defined FOUND python --version >nul 2>nul && set "FOUND=python"
pushd "%~dp0"
set "CODE=2"
if not defined FOUND echo 没有 Python。请装 3.11 或更新的版本，安装时勾选 Add python.exe to PATH，再运行一遍。>&2
if defined FOUND %FOUND% .ci\setup && .venv\Scripts\python.exe -m jiedui %*
if defined FOUND set "CODE=%errorlevel%"
popd
if defined BEFORE chcp %BEFORE% >nul
exit /b %CODE%

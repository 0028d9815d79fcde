@echo off
rem Starts sio on Windows, with the Java of the package, of JAVA_HOME or of PATH, in this order.
setlocal
set "lib=%~dp0..\lib\sio"
set "java=%lib%\java\bin\java.exe"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" set "java=java.exe"
set JAVA_TOOL_OPTIONS=
set JDK_JAVA_OPTIONS=
set _JAVA_OPTIONS=
rem With jdk.console=java.base the JVM has a console only if standard input and output are one.
"%java%" -XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto ^
  --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Djdk.console=java.base -Dsio.terminal=auto ^
  %SIO_JAVA_OPTS% -cp "%lib%\sio.jar" io.github.siocli.app.Main %*
exit /b %ERRORLEVEL%

; Installer for Windows from the bundle that PyInstaller makes there. NEVER RUN by those who wrote it: docs/installing.md.
;   makensis /DVERSION=0.1.0 /DBUNDLE=..\..\build\package-work\freeze\dist\consent-desktop packaging\windows\installer.nsi
; Unattended: consent-desktop-0.1.0-setup.exe /S [/D=C:\Program Files\Consent Desktop]
Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh
!include x64.nsh

!define ID "org.consentdesktop.ConsentDesktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"

Name "Consent Desktop"
OutFile "..\..\build\package\consent-desktop-${VERSION}-setup.exe"
InstallDir "$PROGRAMFILES64\Consent Desktop"
RequestExecutionLevel admin

!define MUI_ICON "consent-desktop.ico"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section "Consent Desktop"
  SetRegView 64
  ; The old program's files go first, so that none of an older version stays behind. Clinics lie in %LOCALAPPDATA%.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*"
  File "consent-desktop.ico"
  CreateShortcut "$SMPROGRAMS\Consent Desktop.lnk" "$INSTDIR\consent-desktop.exe" "" "$INSTDIR\consent-desktop.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Consent Desktop"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "The Consent Desktop authors"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\consent-desktop.ico"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetRegView 64
  ; Only what was installed; clinics in %LOCALAPPDATA%\consent-desktop stay.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\consent-desktop.exe"
  Delete "$INSTDIR\consent-desktop-cli.exe"
  Delete "$INSTDIR\consent-desktop.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Consent Desktop.lnk"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd

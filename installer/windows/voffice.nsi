; The Windows installer. makensis -DPAYLOAD=folder -DVERSION=1.2.3 -DOUTFILE=setup.exe installer/windows/voffice.nsi
; It installs for one user without asking for rights, and never touches a profile: documents and work waiting to be
; sent stay where they are, also when the program is removed.
Unicode true
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "FileFunc.nsh"

!ifndef PAYLOAD
  !error "give the folder of the bundle: -DPAYLOAD=folder"
!endif
!ifndef VERSION
  !error "give the version: -DVERSION=1.2.3"
!endif
!ifndef OUTFILE
  !define OUTFILE "voffice-desktop-${VERSION}-setup.exe"
!endif
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\voffice-desktop"

Name "voffice ${VERSION}"
OutFile "${OUTFILE}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\voffice-desktop"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "voffice"
VIAddVersionKey "FileDescription" "voffice setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "AGPL-3.0-or-later"

!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\voffice-desktop.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_VIETNAMESE} "voffice đang chạy. Hãy đóng chương trình rồi bấm Thử lại."
LangString RUNNING ${LANG_ENGLISH} "voffice is running. Please close it and press Retry."

; The program keeps its own file open while it runs: what cannot be opened for writing is still in use.
!macro WAIT_UNTIL_CLOSED un
Function ${un}WaitUntilClosed
  again:
  IfFileExists "$INSTDIR\voffice-desktop.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\voffice-desktop.exe" a
  IfErrors busy
  FileClose $0
  Goto free
  busy:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
  Abort
  free:
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Section
  Call WaitUntilClosed
  ; Libraries of the former version must not mix with the new ones.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  CreateShortCut "$SMPROGRAMS\voffice.lnk" "$INSTDIR\voffice-desktop.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "voffice"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\voffice-desktop.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  Delete "$SMPROGRAMS\voffice.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\voffice-desktop.exe"
  Delete "$INSTDIR\voffice-server.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd

#pragma once

#include <string>

namespace warpfold::system {

/// UTF-8, which JavaScript hands over, to the UTF-16 of Windows' functions. Windows only.
std::wstring toWide(const std::string &text);

/// UTF-16 of Windows' functions to UTF-8. Windows only.
std::string fromWide(const std::wstring &text);

/// What Windows says about an error of `GetLastError`, without its line end. Windows only.
std::string describeWindowsError(unsigned long code);

}  // namespace warpfold::system

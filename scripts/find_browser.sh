#!/bin/sh
# Print the path of a Chromium-like browser for the browser tests: the one named in CHROMIUM, an
# installed one, else Debian's package when this user may install it; else say what is missing.
set -u
find_one() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" && return 0
  done
  return 1
}
find_one && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's chromium for the browser tests …" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1
  find_one && exit 0
fi
echo "The browser tests need the command \"chromium\". Install it (on Debian: apt-get install chromium) or set CHROMIUM to a browser's path." >&2
exit 1

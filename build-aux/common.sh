# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts here share: they are sourced by it, stand in the project's root, and hear nobody.

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec </dev/null
umask 022

# Debian's own programs first (another python3 has no gi), messages in a locale that every
# machine has.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
export LC_ALL=C.UTF-8 LANG=C.UTF-8
unset LANGUAGE
if [ ! -w "${HOME:-/nonexistent}" ]; then
  HOME=$(mktemp -d)
  export HOME
fi

# configure FOLDER OPTION…: a build folder with these options, kept from an earlier run.
configure ()
{
  local folder=$1
  shift
  if [ -f "$folder/meson-private/coredata.dat" ]; then
    meson setup --reconfigure "$folder" "$@" || meson setup --wipe "$folder" "$@"
  else
    meson setup "$folder" "$@"
  fi
}

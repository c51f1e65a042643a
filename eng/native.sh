#!/usr/bin/env bash
# Builds the function as a native program, from the same sources, for Lambda's runtime provided.al2023. docs/native.md says more.
#
#   eng/native.sh [arm64|x86_64] [-p:NAME=VALUE ...]
#
# makes artifacts/native/<architecture>/bootstrap and artifacts/native/function.zip, which template.native.yaml deploys: the program, and the
# settings file where there is one. What follows the architecture goes to dotnet publish. The same sources in the same folder, built by the same
# compilers, make the same zip.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# The C library of Amazon Linux 2023, which the program meets on Lambda.
newest_glibc=2.34
# What a bootstrap.zip may take.
most_bytes=8500000

fail() {
  printf 'error: %s\nnext:  %s\n' "$1" "$2" >&2
  exit 2
}
has() { command -v "$1" >/dev/null; }

architecture=arm64
if (($#)) && [[ $1 != -* ]]; then
  architecture=$1
  shift
fi
case $architecture in
  arm64) runtime=linux-arm64 machine=aarch64 ;;
  x86_64) runtime=linux-x64 machine=x86_64 ;;
  *) fail "'$architecture' is no architecture of Lambda" "say arm64, which is the default here and in template.yaml, or x86_64" ;;
esac

[[ $(uname -s) == Linux ]] || fail "a native program for Lambda is built on Linux alone" "build in Debian 12 or Amazon Linux 2023, or deploy template.yaml, which is built anywhere"
has dotnet || fail "there is no dotnet" "install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
for tool in zip readelf; do
  has $tool || fail "there is no $tool" "apt-get install zip binutils, or dnf install zip binutils"
done
if [[ $machine == "$(uname -m)" ]]; then
  if has clang; then compiler=clang; else compiler=gcc; fi
  has $compiler || fail "there is neither clang nor gcc, of which one links the program" "apt-get install gcc libc6-dev, or dnf install gcc"
  linking=(-p:CppCompilerAndLinker=$compiler)
else
  { has clang && has $machine-linux-gnu-gcc; } || fail "clang or the libraries of $machine-linux-gnu-gcc are missing, by which $(uname -m) links for $architecture" \
    "on Debian: apt-get install clang gcc-${machine//_/-}-linux-gnu libc6-dev-$([[ $architecture == arm64 ]] && echo arm64 || echo amd64)-cross"
  linking=(-p:CppCompilerAndLinker=clang -p:ObjCopyName=$machine-linux-gnu-objcopy)
fi

# One folder for each architecture: what the program holds depends on where it was built.
output=artifacts/native/$architecture
rm -rf "$output" artifacts/native/function.zip
dotnet publish src/SnapshotLambda --configuration Release --runtime $runtime --self-contained true \
  --artifacts-path "artifacts/native/build-$architecture" --output "$output" \
  -p:PublishAot=true -p:PublishReadyToRun=false -p:StripSymbols=true "${linking[@]}" "$@"
mv "$output/SnapshotLambda" "$output/bootstrap"

needed=$(readelf --version-info --wide "$output/bootstrap" | grep -o 'GLIBC_[0-9.]*' | sort --unique --version-sort | tail -n 1)
[[ $(printf '%s\n' "GLIBC_$newest_glibc" "$needed" | sort --version-sort | tail -n 1) == "GLIBC_$newest_glibc" ]] ||
  fail "the program needs $needed, and Lambda's provided.al2023 has no newer than GLIBC_$newest_glibc" "build it in Debian 12 or in Amazon Linux 2023"

files=(bootstrap)
if [[ -f $output/snapshotlambda.json ]]; then files+=(snapshotlambda.json); fi
# Neither the time of the build nor who built it is in the zip.
(cd "$output" && chmod 755 bootstrap && TZ=UTC touch --date=2000-01-01T00:00:00Z "${files[@]}" && TZ=UTC zip -9 -q -X ../function.zip "${files[@]}")
bytes=$(stat --format=%s artifacts/native/function.zip)
((bytes <= most_bytes)) || fail "artifacts/native/function.zip has $bytes bytes, and $most_bytes are the most it should" "see what has grown; the limit is this script's own"
printf '%s\n' "artifacts/native/function.zip for $architecture: $bytes bytes, needs $needed" \
  "to deploy it: sam deploy --template-file template.native.yaml --parameter-overrides Architecture=$architecture"

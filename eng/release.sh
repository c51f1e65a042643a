#!/usr/bin/env bash
# Builds what a release consists of, from the commit that is checked out. docs/release.md says what each file is for.
#
#   eng/release.sh VERSION OUTDIR [-p:NAME=VALUE ...]
#
# writes to OUTDIR, which must be empty or not exist: the function's zips (managed, and native for arm64 and x86_64), the templates that deploy
# them without an SDK, the member accounts' template, an SBOM for each kind of build, and SHA256SUMS. What follows OUTDIR goes to dotnet publish.
# RELEASE_NATIVE names other architectures to build natively, or none. The same commit, built by the same SDK and compilers, makes the same files
# in whatever folder.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 LC_ALL=C TZ=UTC
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The tool that writes the SBOMs: https://github.com/CycloneDX/cyclonedx-dotnet
cyclonedx_version=6.3.1

fail() {
  printf 'error: %s\nnext:  %s\n' "$1" "$2" >&2
  exit 2
}
say() { printf '%s\n' "$*" >&2; }

(($# >= 2)) || fail "VERSION and OUTDIR are missing" "as in: eng/release.sh 0.1.0 artifacts/release"
version=$1 output=$2
shift 2
named=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$repository/Directory.Build.props")
[[ $version == "$named" ]] || fail "the version is '$version', and Directory.Build.props says $named" \
  "release $named, or change <Version> there in a commit of its own"
for tool in dotnet git zip unzip sha256sum; do
  command -v $tool >/dev/null || fail "there is no $tool" "install it; docs/native.md names what a native build needs besides"
done
[[ ! -e $output || (-d $output && -z $(ls -A "$output")) ]] || fail "OUTDIR '$output' is not an empty folder" "name a new one, or empty it"
[[ -z $(git -C "$repository" status --porcelain --untracked-files=no) ]] ||
  fail "there are changes that are not committed, and a release is built from a commit" "commit them, or git stash"
mkdir -p "$output"
output=$(cd "$output" && pwd)
read -ra architectures <<<"${RELEASE_NATIVE-arm64 x86_64}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet --no-hardlinks "$repository" "$work/source"
cd "$work/source"
git -C "$work/source" checkout --quiet --detach "$(git -C "$repository" rev-parse HEAD)"
# Paths are written relative to the sources. The weaver writes the path of the symbols all the same, so there are none.
# What analyzers say, .ci/run has said of the commit.
deterministic=(-p:ContinuousIntegrationBuild=true -p:DebugType=none -p:DebugSymbols=false -p:RunAnalyzers=false)
released=$(git show --no-patch --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ HEAD)

# zip_of FOLDER FILE: neither the time of the build, the order in the folder nor who built it is in the zip.
zip_of() {
  (
    cd "$1"
    find . -type f ! -name bootstrap -exec chmod 644 {} +
    find . -type f -exec touch --date=2000-01-01T00:00:00Z {} +
    find . -type f | sed 's|^\./||' | sort | zip -9 -q -X "$2" -@
  )
}

say "managed: one zip for both architectures"
dotnet publish src/SnapshotLambda --configuration Release --artifacts-path artifacts/managed --output "$work/managed" "${deterministic[@]}" -p:UseAppHost=false \
  -p:GenerateDocumentationFile=false --verbosity quiet "$@" >&2
zip_of "$work/managed" "$output/snapshot-lambda-$version.zip"

for architecture in "${architectures[@]}"; do
  say "native: $architecture"
  eng/native.sh "$architecture" "${deterministic[@]}" --verbosity quiet "$@" >"$work/native.log" 2>&1 || {
    cat "$work/native.log" >&2
    exit 1
  }
  cp artifacts/native/function.zip "$output/snapshot-lambda-native-$architecture-$version.zip"
done

# packaged TEMPLATE KEY: the template that takes the function from a bucket. The key is no parameter: CloudFormation would keep the former one.
packaged() {
  awk -v key="$2" -v version="$version" '
    /^Metadata:$/ { print; print "  SnapshotLambda: { Version: " version " }"; next }
    /^      - Label: \{ default: How it is run \}$/ { print; getline; sub(/\[/, "[CodeBucket, "); print; next }
    /^Parameters:$/ {
      print
      print "  CodeBucket:"
      print "    Type: String"
      print "    Description: The bucket, in the region of the stack, that " version "'\''s zip was copied to."
      print "    AllowedPattern: ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"
      print "    ConstraintDescription: is the name of a bucket."
      print ""
      next
    }
    # The comments above it are about building it.
    /^ *#/ { held = held $0 "\n"; next }
    /^ *CodeUri: / {
      indent = $0; sub(/CodeUri.*/, "", indent)
      print indent "CodeUri:"; print indent "  Bucket: !Ref CodeBucket"; print indent "  Key: " key
      held = ""; replaced++
      next
    }
    { printf "%s", held; held = ""; print }
    END { exit !replaced }' "$1"
}
packaged template.yaml "snapshot-lambda-$version.zip" >"$output/snapshot-lambda-$version.yaml"
if ((${#architectures[@]})); then
  packaged template.native.yaml "!Sub \"snapshot-lambda-native-\${Architecture}-$version.zip\"" |
    sed '1,/^AWSTemplateFormatVersion/{/^#/d}' >"$output/snapshot-lambda-native-$version.yaml"
fi
cp member-role.yaml "$output/member-role-$version.yaml"

say "SBOM"
dotnet tool install CycloneDX --version $cyclonedx_version --tool-path "$work/tools" >/dev/null
# The tool reads packages where NuGet keeps them, and knows no fallback folder: it is shown both as one.
cache=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //; s|/$||')
mkdir "$work/packages"
ln -s "$cache"/* "$PWD"/eng/fallback-packages/*/ "$work/packages/" 2>/dev/null || true
# sbom NAME ARTIFACTS: of the packages that the build in this folder restored; a native one has the compiler and its runtime besides.
sbom() {
  NUGET_PACKAGES=$work/packages "$work/tools/dotnet-CycloneDX" src/SnapshotLambda/SnapshotLambda.csproj --output "$output" --filename "$1" \
    --output-format Json --no-serial-number --disable-package-restore --set-name SnapshotLambda --set-version "$version" \
    --base-intermediate-output-path "$PWD/artifacts/$2" >"$work/sbom.log" || {
    cat "$work/sbom.log" >&2
    exit 1
  }
  sed -i "s|\"timestamp\": \"[^\"]*\"|\"timestamp\": \"$released\"|" "$output/$1"
}
sbom "snapshot-lambda-$version.cdx.json" managed
if ((${#architectures[@]})); then
  sbom "snapshot-lambda-native-$version.cdx.json" "native/build-${architectures[0]}"
fi
# Where packages came from is this machine's affair.
while read -r host; do
  ! grep -rlF "$host" "$output"/*.json "$output"/*.yaml >&2 || fail "these name a package feed, $host" "see what wrote it there"
done < <(dotnet nuget list source --format short | sed -n 's|^E *https\?://\([^/:]*\).*|\1|p')

cd "$output"
sha256sum -- * >"$work/SHA256SUMS"
mv "$work/SHA256SUMS" .
cat SHA256SUMS

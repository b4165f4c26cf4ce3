#!/usr/bin/env bash
# Puts AWS CLIs into target/aws-cli for the conformance test: version 1 from PyPI (v1), and the newest version 2 that
# Debian builds (newest), whose package is laid into a virtual environment. One that can not be had is left out, and the
# test says so.
#
# The versions are those that were compared last, so that a release of theirs breaks nothing here. To move on, run this
# with VERSION_1= VERSION_2= (the newest), run the test, and write down here what was installed, and in docs/aws-cli.md.
set -uo pipefail
VERSION_1=${VERSION_1-1.46.3}
VERSION_2=${VERSION_2-2.38.1}
cd "$(dirname "$0")/../.."
into=$PWD/target/aws-cli
mkdir -p "$into"

version_1() {
  python3 -m venv "$into/v1" && "$into/v1/bin/pip" install --quiet "awscli${VERSION_1:+==$VERSION_1}"
}

version_2() {
  local apt=$into/apt
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  cat >"$apt/sid.sources" <<-SOURCE
	Types: deb
	URIs: http://deb.debian.org/debian
	Suites: sid
	Components: main
	Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
	SOURCE
  local options=(-o Dir::Etc::sourcelist="$apt/sid.sources" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" -qq update &&
    (cd "$apt" && rm -f awscli_*.deb && apt-get "${options[@]}" -qq download "awscli${VERSION_2:+=$VERSION_2*}" && dpkg-deb -x awscli_*.deb package) &&
    python3 -m venv "$into/newest" &&
    "$into/newest/bin/pip" install --quiet awscrt colorama python-dateutil distro docutils jmespath prompt_toolkit \
      pyasn1 ruamel.yaml urllib3 wcwidth &&
    cp -r "$apt"/package/usr/lib/python3/dist-packages/awscli* "$into"/newest/lib/python3*/site-packages/ &&
    sed "1s|.*|#!$into/newest/bin/python|" "$apt/package/usr/bin/aws" >"$into/newest/bin/aws" &&
    chmod +x "$into/newest/bin/aws" &&
    rm -rf "$apt"
}

for version in 1 2; do
  "version_$version" || echo "install.sh: AWS CLI $version can not be had"
done
for folder in v1 newest; do
  [ ! -x "$into/$folder/bin/aws" ] || "$into/$folder/bin/aws" --version
done

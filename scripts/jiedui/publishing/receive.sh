# Take a site as a tar archive from standard input into DEST/releases/<time>-<version>, and let DEST/current lead there.
# Run by `sh -c` where the site is to lie, with DEST, the version, how many releases are kept, the name of the file that
# ends a whole site and is the last of the archive, and how many seconds another run is waited for. Until the last step
# nothing changes for whoever reads DEST/current. Exit codes: folder.py.
set -eu
umask 022
CDPATH=
dest=$1 version=$2 keep=$3 mark=$4 patience=$5
sign=.jiedui-published

command -v flock >/dev/null || exit 64
dir=$dest
while [ ! -d "$dir" ]; do dir=$(dirname -- "$dir"); done
dir=$(cd -P -- "$dir" && pwd -P)
if [ -d "$dest" ]; then dir=$(dirname -- "$dir"); fi
until [ "$dir" = / ]; do
  if [ -e "$dir/$sign" ]; then exit 66; fi
  dir=$(dirname -- "$dir")
done
mkdir -p -- "$dest"
cd -- "$dest"
# In this order: another run may make the sign, which comes before all else, at this very moment.
if [ -n "$(ls -A)" ] && [ ! -e "$sign" ]; then exit 65; fi
if [ -e current ] && [ ! -L current ]; then exit 70; fi

exec 9>>"$sign"
flock -w "$patience" 9 || exit 67
# What an earlier run that was stopped has left.
rm -rf -- releases/.part .current
mkdir -p releases/.part
trap 'rm -rf -- releases/.part .current' EXIT
tar -x -p -f - -C releases/.part || exit 68
[ -s "releases/.part/$mark" ] || exit 69

# In the order of their names the releases are in the order of time.
now() { TZ=UTC-8 date +%Y%m%d-%H%M%S; }
time=$(now)
while ls -d releases/"$time"-* >/dev/null 2>&1; do
  sleep 1
  time=$(now)
done
name=$time-$version
mv -- releases/.part "releases/$name"
ln -s "releases/$name" .current
mv -f -T -- .current current

# The newest stay, and what is served. The names hold neither blanks nor anything else that a shell takes apart.
for old in $(cd releases && ls -d [0-9]*-[0-9]*-* | sort -r | tail -n "+$((keep + 1))"); do
  if [ "$old" != "$name" ] && [ -e "releases/$old/$mark" ]; then rm -rf -- "releases/$old"; fi
done
echo "$name"

# A file that nobody applies updates nothing.
# expect: no-gap not-yet
sed -i 's/value: "1"/value: "2"/' page.yaml

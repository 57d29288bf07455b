/** What Kubernetes adds to CEL, by library, with expressions that must be true; `undefined` where we leave it out, with the reason. */
export const kubernetesExamples: readonly { readonly library: string; readonly examples: readonly string[]; readonly leftOut?: string }[] = [
  {
    library: 'quantity',
    examples: [
      "quantity('1Gi') > quantity('1G') && quantity('500m') == quantity('0.5')",
      "quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('1k').isLessThan(quantity('1Ki'))",
      "quantity('1').compareTo(quantity('1000m')) == 0 && quantity('-3').sign() == -1",
      "quantity('100m').add(quantity('200m')) == quantity('300m') && quantity('3').sub(1) == quantity('2')",
      "isQuantity('3Gi') && !isQuantity('three') && quantity('2k').isInteger() && quantity('2k').asInteger() == 2000",
    ],
  },
  {
    library: 'lists',
    examples: [
      '[1, 2, 2, 3].isSorted() && ![2, 1].isSorted()',
      "[1, 2, 3].sum() == 6 && [quantity('100m'), quantity('200m')].sum() < 0.31",
      "[3, 1, 2].min() == 1 && ['a', 'c'].max() == 'c'",
      "['a', 'b', 'a'].indexOf('a') == 0 && ['a', 'b', 'a'].lastIndexOf('a') == 2",
      "[2, 1].sort() == [1, 2] && ['a', 'a'].distinct() == ['a'] && [1, 2, 3].slice(0, 2) == [1, 2]",
    ],
  },
  { library: 'sets', examples: ["sets.contains(['a', 'b'], ['b']) && sets.equivalent([1, 2], [2, 1, 1]) && !sets.equivalent([1, 2], [1]) && sets.intersects([1], [1, 3])"] },
  { library: 'regex', examples: ["'web-v12'.find('[0-9]+') == '12' && 'a1b22'.findAll('[0-9]+') == ['1', '22'] && 'a1b22'.findAll('[0-9]+', 1) == ['1']"] },
  {
    library: 'strings',
    examples: [
      "'a:b'.split(':')[1] == 'b' && ['a', 'b'].join('-') == 'a-b' && 'Web'.lowerAscii() == 'web' && ' x '.trim() == 'x'",
      "'agnhost:2.53'.substring(0, 7) == 'agnhost' && 'a.b'.replace('.', '-') == 'a-b' && 'abc'.indexOf('c') == 2",
      "'%s has %d of %.1f'.format(['web', 3, 2.5]) == 'web has 3 of 2.5'",
    ],
  },
  {
    library: 'semver',
    examples: [
      "semver('1.10.0').isGreaterThan(semver('1.9.3')) && semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))",
      "semver('1.2.3').compareTo(semver('1.2.3+build.7')) == 0 && semver('1.2.3') == semver('1.2.3+build.7')",
      "semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('1.2.3').patch() == 3",
      "isSemver('1.0.0') && !isSemver('v1.0.0') && !isSemver('1.0') && !isSemver('hello')",
      "isSemver('v1.0', true) && semver('v01.01', true).compareTo(semver('1.1.0')) == 0 && !isSemver('1.2.3.4', true)",
    ],
  },
  { library: 'url, ip, cidr, format, authz, jsonpatch', examples: [], leftOut: 'no lab has asked for one yet' },
  { library: 'optional types, two-variable macros', examples: [], leftOut: '@bufbuild/cel 0.6.1 does not have them; an absent field reads as its zero value here' },
]

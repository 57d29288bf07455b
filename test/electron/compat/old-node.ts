/** What Node 12 lacks of what main and preload use. */
import 'core-js/actual/array/at'
import 'core-js/actual/array/to-sorted'
import 'core-js/actual/object/has-own'
import 'core-js/actual/object/from-entries'
import 'core-js/actual/string/replace-all'
import 'core-js/actual/url/can-parse'
import 'core-js/actual/weak-map'

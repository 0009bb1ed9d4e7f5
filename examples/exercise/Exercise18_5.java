// Part 18, exercise 5: Deferreds under keys.
//
// Watch the results come under the keys of their Deferreds, in the order of the map.

import module twine.core;

void main() {
  var poems = new TreeMap<String, Deferred<String>>();
  poems.put("Poe", new Deferred<>());
  poems.put("Donne", new Deferred<>());
  poems.put("Yeats", new Deferred<>());
  DeferredDict.of(poems, DeferredList.Errors.CONSUME)
      .onResult(results -> IO.println("We got: " + results));
  IO.println("Firing Yeats.");
  poems.get("Yeats").callback("Fascination");
  IO.println("Firing Poe with errback.");
  poems.get("Poe").errback(new Exception("Nevermore"));
  IO.println("Firing Donne.");
  poems.get("Donne").callback("The Ecstasy");
}

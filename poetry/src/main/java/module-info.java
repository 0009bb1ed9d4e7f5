/** The programs of the introduction, as one command. */
module twine.poetry {
  requires info.picocli;
  requires twine.core;
  requires twine.protocols;
  requires static transitive org.jspecify;
}

/** The programs of the introduction, as one command. */
module twine.poetry {
  requires info.picocli;
  requires twine.core;
  requires static transitive org.jspecify;

  opens twine.poetry.command to
      info.picocli;
  opens twine.poetry.demo to
      info.picocli;
  opens twine.poetry.get to
      info.picocli;
  opens twine.poetry.part2 to
      info.picocli;
  opens twine.poetry.part4 to
      info.picocli;
  opens twine.poetry.part5 to
      info.picocli;
  opens twine.poetry.part6 to
      info.picocli;
  opens twine.poetry.part8 to
      info.picocli;
  opens twine.poetry.part10 to
      info.picocli;
  opens twine.poetry.part11 to
      info.picocli;
}

package twine.poetry.proxy;

/** Where a proxy says what it does. */
public interface ProxyLog {

  /** Standard output, and standard error for failures. */
  ProxyLog STANDARD =
      new ProxyLog() {
        @Override
        public void say(String line) {
          System.out.println(line);
        }

        @Override
        public void complain(String line) {
          System.err.println(line);
        }
      };

  /** Something is done, as it should be. */
  void say(String line);

  /** Something has failed. */
  void complain(String line);
}

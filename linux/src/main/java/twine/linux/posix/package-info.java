/**
 * Calls of POSIX and Linux that the JDK has not, and a daemon needs: looking up users and groups,
 * becoming another user, telling systemd how one is, and Unix sockets for datagrams.
 *
 * <p>They are made through the FFM API, and nothing of it is loaded before the first call. The
 * module must be allowed to make them: {@code --enable-native-access=twine.linux}, which the
 * launchers say.
 *
 * <p><b>Thread rule.</b> Everything here may be called from any thread, and none of it waits longer
 * than the system takes to look a name up.
 */
@NullMarked
package twine.linux.posix;

import org.jspecify.annotations.NullMarked;

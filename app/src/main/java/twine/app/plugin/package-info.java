/**
 * Services that are found and started by name, with options of their own (the book's Part 16).
 *
 * <pre>{@code
 * @Command(name = "fastpoetry", description = "A fast poetry service.")
 * public final class FastPoetry implements ServicePlugin {
 *   @Option(names = {"-p", "--port"}, defaultValue = "10000") int port;
 *   @Option(names = "--poem", required = true) Path poem;
 *   @Option(names = "--iface", defaultValue = "localhost") String iface;
 *
 *   @Override public Service makeService() {
 *     var poetry = new PoetryService(poem);
 *     return MultiService.of(poetry, TcpServer.on(iface, port, new PoetryFactory(poetry)));
 *   }
 * }
 * }</pre>
 *
 * <p>A plugin is declared as a provider of {@link twine.app.plugin.ServicePlugin}, in the {@code
 * module-info} of its module, whose package it opens to {@code info.picocli}, and, for the class
 * path, in {@code META-INF/services/twine.app.plugin.ServicePlugin}. Its jar is put on either path,
 * or into a directory of plugins; see {@link twine.app.plugin.Plugins}.
 *
 * <p><b>Thread rule.</b> To be used on one thread, before anything is started.
 */
@NullMarked
package twine.app.plugin;

import org.jspecify.annotations.NullMarked;

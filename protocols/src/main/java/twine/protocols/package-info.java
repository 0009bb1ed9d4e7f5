/**
 * Ready-made protocols that find the messages in a stream of bytes, so that a program has only to
 * say what it does with each (the book's Parts 5 and 12). What they have in common, pausing and
 * memory above all, is said at {@link twine.protocols.MessageReceiver}.
 *
 * <table>
 *   <caption>Which to take</caption>
 *   <tr><th>messages are</th><th>protocol</th></tr>
 *   <tr><td>lines of text</td><td>{@link twine.protocols.LineReceiver}</td></tr>
 *   <tr><td>bytes after their length in digits</td>
 *       <td>{@link twine.protocols.NetstringReceiver}</td></tr>
 *   <tr><td>bytes after their length in binary</td>
 *       <td>{@link twine.protocols.Int8StringReceiver}, {@link
 *       twine.protocols.Int16StringReceiver}, {@link twine.protocols.Int32StringReceiver}</td></tr>
 *   <tr><td>of a form that depends on what came before</td>
 *       <td>{@link twine.protocols.StatefulProtocol}</td></tr>
 * </table>
 *
 * <p><b>Thread rule.</b> As for all protocols: everything happens on the reactor's thread.
 */
@NullMarked
package twine.protocols;

import org.jspecify.annotations.NullMarked;

package twine.reactor;

import twine.loop.Chance;
import twine.loop.Loop;
import twine.loop.Timers;

/**
 * An event loop with everything a network program needs of it. Objects that do not need all of it
 * take one of the interfaces that it is made of.
 */
public interface Reactor
    extends ReactorCore,
        Timers,
        Chance,
        Loop,
        ReactorTcp,
        ReactorThreads,
        ReactorResolver,
        ReactorDescriptors {}

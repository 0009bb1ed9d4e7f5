package twine.benchmarks.compare;

import java.time.Duration;

/**
 * How long servers are measured.
 *
 * @param launches how often to start the servers
 * @param rounds how many rounds of each scenario to measure after each start
 * @param warmUp how long to load each server with each scenario before it is measured
 * @param byWrk whether wrk makes the requests, where it is there
 * @param systemCalls whether to count system calls, too
 */
record Plan(int launches, int rounds, Duration warmUp, boolean byWrk, boolean systemCalls) {}

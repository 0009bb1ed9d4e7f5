// Go, with a goroutine for each connection: server requests|poem|stream|slow PORT
package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"time"
)

const (
	response = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n" +
		"No man is an island, entire of itself; every man is a p"
	line      = "The reactor waits, and while it waits the poems come.\n"
	poemSize  = 3003
	portion   = 11
	delay     = 700 * time.Millisecond
	chunkSize = 64 * 1024
	chunks    = 2048
	// A buffer for each connection, so a small one.
	bufferSize = 4096
)

var (
	responses = bytes.Repeat([]byte(response), bufferSize/4)
	poem      = bytes.Repeat([]byte(line), poemSize/len(line)+1)[:poemSize]
	chunk     = bytes.Repeat([]byte(line), chunkSize/len(line)+1)[:chunkSize]
)

func answer(c net.Conn) {
	input := make([]byte, bufferSize)
	matched := 0
	for {
		length, err := c.Read(input)
		if err != nil {
			return
		}
		found := 0
		for _, b := range input[:length] {
			if b == "\r\n\r\n"[matched] {
				if matched++; matched == 4 {
					found++
					matched = 0
				}
			} else if b == '\r' {
				matched = 1
			} else {
				matched = 0
			}
		}
		if found > 0 {
			if _, err := c.Write(responses[:found*len(response)]); err != nil {
				return
			}
		}
	}
}

func givePoem(c net.Conn) {
	c.Write(poem)
}

func stream(c net.Conn) {
	for i := 0; i < chunks; i++ {
		if _, err := c.Write(chunk); err != nil {
			return
		}
	}
}

func giveSlowly(c net.Conn) {
	for at := 0; ; at = (at + portion) % poemSize {
		if _, err := c.Write(poem[at : at+portion]); err != nil {
			return
		}
		time.Sleep(delay)
	}
}

func main() {
	works := map[string]func(net.Conn){
		"requests": answer, "poem": givePoem, "stream": stream, "slow": giveSlowly,
	}
	work, known := works[os.Args[1]]
	if !known {
		fmt.Fprintln(os.Stderr, "usage: server requests|poem|stream|slow PORT")
		os.Exit(2)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go func() {
			defer connection.Close()
			work(connection)
		}()
	}
}

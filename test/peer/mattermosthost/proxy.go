package main

import (
	"math/rand"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Proxy stands between host and plugin. It can cut what it passes on into pieces, stop passing on, and break off.
type Proxy struct {
	Socket string

	mu      sync.Mutex
	paused  *sync.Cond
	stopped bool
	conns   []net.Conn
}

// proxy listens in front of a plugin's socket. With cut, every write goes on in pieces of 1 to 17 bytes.
func (r *Run) proxy(target string, cut bool) *Proxy {
	p := &Proxy{Socket: filepath.Join(os.TempDir(), "proxy.sock")}
	p.paused = sync.NewCond(&p.mu)
	_ = os.Remove(p.Socket)
	listener, err := net.Listen("unix", p.Socket)
	must(err)
	r.Cleanup(func() {
		p.Stall(false)
		p.Break()
		_ = listener.Close()
		_ = os.Remove(p.Socket)
	})
	go func() {
		for {
			host, err := listener.Accept()
			if err != nil {
				return
			}
			go p.connect(host, target, cut)
		}
	}()
	return p
}

// connect goes on to the plugin once the host says something: before it attaches, it opens a connection and closes it
// at once to see whether anybody is there, and the plugin waits for one connection only.
func (p *Proxy) connect(host net.Conn, target string, cut bool) {
	first := make([]byte, 1)
	if _, err := host.Read(first); err != nil {
		_ = host.Close()
		return
	}
	plugin, err := net.Dial("unix", target)
	if err == nil {
		_, err = plugin.Write(first)
	}
	if err != nil {
		_ = host.Close()
		return
	}
	p.mu.Lock()
	p.conns = append(p.conns, host, plugin)
	p.mu.Unlock()
	go p.pass(host, plugin, cut, false)
	go p.pass(plugin, host, cut, true)
}

// Stall stops reading what the plugin sends, or goes on.
func (p *Proxy) Stall(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = on
	p.paused.Broadcast()
}

// Break closes both connections.
func (p *Proxy) Break() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, connection := range p.conns {
		_ = connection.Close()
	}
}

func (p *Proxy) wait() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.stopped {
		p.paused.Wait()
	}
}

func (p *Proxy) pass(from, to net.Conn, cut, stallable bool) {
	defer func() { _ = to.Close() }()
	buffer := make([]byte, 32<<10)
	for {
		if stallable {
			p.wait()
		}
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		for rest := buffer[:n]; len(rest) > 0; {
			size := len(rest)
			if cut {
				size = min(size, 1+rand.Intn(17))
			}
			if _, err := to.Write(rest[:size]); err != nil {
				return
			}
			if cut && rand.Intn(50) == 0 {
				time.Sleep(time.Microsecond)
			}
			rest = rest[size:]
		}
	}
}

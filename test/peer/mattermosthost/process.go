package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// children of a process, by pid.
func children(parent int) map[int]bool {
	found := map[int]bool{}
	listed, _ := exec.Command("ps", "-A", "-o", "pid=,ppid=,stat=").Output()
	if stats, _ := filepath.Glob("/proc/[0-9]*/stat"); len(stats) > 0 {
		listed = procList(stats)
	}
	for _, line := range strings.Split(string(listed), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 3 || strings.HasPrefix(fields[2], "Z") {
			continue
		}
		pid, _ := strconv.Atoi(fields[0])
		if ppid, _ := strconv.Atoi(fields[1]); ppid == parent {
			found[pid] = true
		}
	}
	return found
}

var statLine = regexp.MustCompile(`^(\d+) \(.*\) (\w) (\d+)`)

// procList has ps's columns, without starting a process of its own.
func procList(stats []string) []byte {
	lines := []string{}
	for _, file := range stats {
		text, _ := os.ReadFile(file)
		if m := statLine.FindStringSubmatch(strings.ReplaceAll(string(text), "\n", " ")); m != nil {
			lines = append(lines, fmt.Sprintf("%s %s %s", m[1], m[3], m[2]))
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// alive tells whether a process runs; one that only waits to be reaped does not.
func alive(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return !os.IsNotExist(err) || !hasProc()
	}
	m := statLine.FindStringSubmatch(string(text))
	return m == nil || m[2] != "Z"
}

func hasProc() bool {
	_, err := os.Stat("/proc/self/stat")
	return err == nil
}

// Memory of a process in MB; 0 where it cannot be told.
type Memory struct {
	// Resident has everything, the pages of the executable as well, which the kernel can drop and share.
	Resident float64 `json:"resident"`
	// Private is what nothing but this process has, and no file: its heaps and stacks.
	Private float64 `json:"private"`
}

func memory(pid int) Memory {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	return Memory{Resident: megabytes(text, "VmRSS"), Private: megabytes(text, "RssAnon")}
}

// megabytes that a line of /proc/<pid>/status tells.
func megabytes(status []byte, name string) float64 {
	if m := regexp.MustCompile(name + `:\s+(\d+)`).FindSubmatch(status); m != nil {
		kilobytes, _ := strconv.Atoi(string(m[1]))
		return float64(kilobytes) / 1024
	}
	return 0
}

// cpu is the processor time that a process has used, in milliseconds (a clock tick of Linux is 10 ms).
func cpu(pid int) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	// The name in parentheses may hold spaces: user and system time are the 12th and 13th field after it.
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return float64(user+system) * 10
}

// gone waits until a process has ended; the check's own time-out is the limit.
func gone(pid int) {
	for alive(pid) {
		time.Sleep(10 * time.Millisecond)
	}
}

// sockets left in the folder where plugins make theirs.
func sockets() []string {
	found := []string{}
	_ = filepath.Walk(os.TempDir(), func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode()&os.ModeSocket != 0 {
			found = append(found, path)
		}
		return nil
	})
	return found
}

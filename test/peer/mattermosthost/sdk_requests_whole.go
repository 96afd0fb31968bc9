//go:build whole_requests

package main

import "net/http"

// sentRequest: SDKs before 10.9 send Go's whole type.
type sentRequest = http.Request

//burrow:omit zoneinfo_js.go

package time

// platformZoneSources are folders where zone files may lie.
var platformZoneSources = []string{
	"/usr/share/zoneinfo/",
	"/usr/share/lib/zoneinfo/",
	"/usr/lib/locale/TZ/",
}

// initLocal makes local time UTC: a program then prints the same everywhere.
func initLocal() { localLoc.name = "UTC" }

network-title = Network
network-heading = Who trains, who hosts, who sends
network-summary = { $organisations ->
    [one] { $organisations } organisation
   *[other] { $organisations } organisations
} in { $countries ->
    [one] { $countries } country
   *[other] { $countries } countries
}.
network-map = On the map
network-map-lead = Darker means more organisations. Circles are organisations with a known place.
map-disclaimer = The designations used and the way this map is drawn state no opinion on the legal status of any country, territory, city or area, of its authorities, or on the course of its borders. Shapes: Natural Earth, simplified.
network-who = Organisations by country
network-kinds = Kinds of organisation
network-everybody = Everybody
network-nobody = Nobody of this kind is here yet.
network-nowhere = Across countries
network-external = public source
network-external-note = This organisation is not a member. What stands here comes from public calls.
network-planned = { $count ->
    [0] No programme is planned
    [one] { $count } planned programme
   *[other] { $count } planned programmes
}
network-all-courses = All courses
org-kind-provider = Training provider
org-kind-facility = Facility
org-kind-agency = Agency
org-kind-coordinating = Coordinating body
org-kinds-provider = Training providers
org-kinds-facility = Facilities
org-kinds-agency = Agencies
org-kinds-coordinating = Coordinating bodies
org-courses = What they teach
org-no-courses = Nothing is planned at present.
org-slots = Where they let people practise

placement = Placement
placements-title = Placements
placements-heading = Practise where medicines are made
placements-lead = Hands-on places at manufacturing facilities, on the facility’s own conditions.
placements-all = All placements
placements-found = { $count ->
    [0] No placement found
    [one] { $count } placement found
   *[other] { $count } placements found
}
search-words-placement = Skill, equipment or place
see-the-placement = See the placement
places-left-of = { $places ->
    [one] { $free } of { $places } place left
   *[other] { $free } of { $places } places left
}
fact-from = From
fact-for = For
fact-in = In
fact-zone-grade = Zone
fact-containment = Containment
fact-product = Product
fact-on-the-floor = On the floor
fact-paperwork = Paperwork takes
containment-level = Biosafety level { $level }
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
lead-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
slot-next-period = Next period
slot-skills = What you will practise
slot-adds = the placement adds it
slot-about = About this placement
slot-periods = Periods and places
slot-no-periods = No period is open at present.
slot-conditions = What the facility asks for
slot-conditions-lead = Nothing of this is needed to apply. It starts when you accept a place.
grade-zone-a = Grade A
grade-zone-b = Grade B
grade-zone-c = Grade C
grade-zone-d = Grade D
grade-zone-cnc = Controlled, not classified
condition-hepatitis-b = Hepatitis B vaccination attested
condition-nda = Confidentiality agreement
condition-visa-letter = Visa invitation letter
condition-induction = Site induction
condition-gowning = Gowning qualification at this site
condition-insurance = Insurance
condition-medical-attestation = Fitness attested by a physician
condition-safety-shoes = Safety shoes
condition-note-hepatitis-b = Your physician ticks yes or no. No medical result is ever stored.
condition-note-nda = You and your employer sign it. No photographs on site.
condition-note-visa-letter = The facility writes it after you accept.
condition-note-induction = On the first day, with the host.
condition-note-gowning = Done with the host. A qualification from another site does not carry over.
condition-note-insurance = Health and liability, for the whole stay.
condition-note-medical-attestation = Your physician ticks yes or no. No medical result is ever stored.
condition-note-safety-shoes = Bring your own, closed, with a hard toe.
product-vaccines = Vaccines
product-mrna-vaccines = mRNA vaccines
product-biotherapeutics = Biotherapeutics
product-monoclonal-antibodies = Monoclonal antibodies
product-sterile-injectables = Sterile injectables
product-oral-solids = Oral solids
product-oral-liquids = Oral liquids
product-active-ingredients = Active ingredients
product-plasma-products = Plasma products
product-antivenoms = Antivenoms
product-diagnostics = Diagnostics

"""The terms of the Web Annotation context that our files use, for a processor without a network.

Source: W3C Web Annotation Vocabulary, appendix A.
"""

from typing import Any

OA = "http://www.w3.org/ns/oa#"
ACTIVITY = "http://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
WHOLE = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"

CLASSES = {name: f"{OA}{name}" for name in ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector")}
MOTIVATIONS = {name: f"{OA}{name}" for name in ("highlighting", "commenting", "bookmarking", "tagging", "describing")}

CONTEXT: dict[str, Any] = {
    "@context": {
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        **CLASSES,
        **MOTIVATIONS,
        "TextualBody": f"{OA}TextualBody",
        "Person": "http://xmlns.com/foaf/0.1/Person",
        "AnnotationCollection": f"{ACTIVITY}OrderedCollection",
        "AnnotationPage": f"{ACTIVITY}OrderedCollectionPage",
        "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
        "body": {"@type": "@id", "@id": f"{OA}hasBody"},
        "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
        "source": {"@type": "@id", "@id": f"{OA}hasSource"},
        "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
        "exact": f"{OA}exact",
        "prefix": f"{OA}prefix",
        "suffix": f"{OA}suffix",
        "start": {"@type": WHOLE, "@id": f"{OA}start"},
        "end": {"@type": WHOLE, "@id": f"{OA}end"},
        "value": f"{RDF}value",
        "format": f"{DC}format",
        "creator": {"@type": "@id", "@id": f"{DCTERMS}creator"},
        "created": {"@type": TIME, "@id": f"{DCTERMS}created"},
        "modified": {"@type": TIME, "@id": f"{DCTERMS}modified"},
        "name": "http://xmlns.com/foaf/0.1/name",
        "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
        "items": {"@type": "@id", "@id": f"{ACTIVITY}items", "@container": "@list"},
        "partOf": {"@type": "@id", "@id": f"{ACTIVITY}partOf"},
        "first": {"@type": "@id", "@id": f"{ACTIVITY}first"},
        "startIndex": {"@type": WHOLE, "@id": f"{ACTIVITY}startIndex"},
        "total": {"@type": WHOLE, "@id": f"{ACTIVITY}totalItems"},
    }
}

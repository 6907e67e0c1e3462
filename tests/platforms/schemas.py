"""What Gradescope and Coursera take, as JSON schemas: written from their documentation, and stricter where that helps.

Gradescope: "Autograder Specifications". Coursera: the checks of its own tool for trying a grader.
"""

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
OUTPUT_FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
NUMBER = {"type": "number", "minimum": 0}

TEST = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "max_score", "output"],
    "properties": {
        "score": NUMBER,
        "max_score": NUMBER,
        "status": {"enum": ["passed", "failed"]},
        "name": {"type": "string", "minLength": 1},
        "name_format": OUTPUT_FORMAT,
        "number": {"type": "string"},
        "output": {"type": "string"},
        "output_format": OUTPUT_FORMAT,
        "tags": {"type": "array", "items": {"type": "string"}},
        "visibility": VISIBILITY,
        "extra_data": {"type": "object"},
    },
}

GRADESCOPE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["score", "output", "tests"],
    "properties": {
        "score": NUMBER,
        "execution_time": NUMBER,
        "output": {"type": "string", "minLength": 1},
        "output_format": OUTPUT_FORMAT,
        "test_output_format": OUTPUT_FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {"type": "array", "items": TEST},
        "leaderboard": {"type": "array"},
    },
}

COURSERA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["fractionalScore", "feedback"],
    "properties": {
        "fractionalScore": {"type": "number", "minimum": 0, "maximum": 1},
        "feedback": {"type": "string", "minLength": 1},
        "feedbackType": {"enum": ["HTML", "TXT"]},
    },
}

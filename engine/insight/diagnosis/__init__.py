"""From symptom to cause to remedy."""

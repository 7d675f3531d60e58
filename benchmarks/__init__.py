"""What matching costs, beside what people would use instead."""

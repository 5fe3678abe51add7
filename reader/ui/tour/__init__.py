"""The tour of a first start: six steps on the sample article, each of which goes on when it was really done."""

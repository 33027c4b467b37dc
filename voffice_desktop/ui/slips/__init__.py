"""The life of a submission slip on screen: writing it, and the desks of those who receive it."""

"""Acts of several people in any order, honest and not; a model of the law of Riverton and its delegations, written
without the code of casework, says which must succeed.
"""

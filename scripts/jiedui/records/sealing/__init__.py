"""Values of a person sealed in place: read by whoever has the keys, a stand-in to all others (个人信息保护法 51).

A sealed value is one word in the record's text. Its key is the household's own and lies outside Git, so that with the
key every copy of the value is gone, in the history and in clones too.
"""

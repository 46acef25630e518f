"""The shapes of answers, for the API's description only: what is served are the stored records themselves."""

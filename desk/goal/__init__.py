"""Where does a person say all there is to say of a goal in a round? One page: figures, text, judgement."""

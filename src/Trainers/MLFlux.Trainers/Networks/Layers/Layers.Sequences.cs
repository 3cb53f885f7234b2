namespace MLFlux;

public static partial class Layers
{
    /// <summary>Gives each of n features, a whole number, a learned vector: n values become n × width.</summary>
    /// <param name="levels">How many different features there are, from 0; for keys of K values, K + 1. At least 1.</param>
    /// <param name="width">How many values a vector has, at least 1.</param>
    /// <param name="initializer">What the vectors are drawn from; <see cref="Initializers.Normal"/> by default.</param>
    /// <param name="paddingIndex">A feature whose vector is zeros and stays so, from 0 to less than the levels; none by default.</param>
    /// <param name="padding">
    /// A feature that fills up what is short: its vector is zeros, and the layers behind leave its steps out. From 0 to less than the
    /// levels; by default none, or what the feature column says of itself.
    /// </param>
    /// <param name="unknown">
    /// The share of the features that training takes for 0, the missing one, so that its vector learns what to say of features that
    /// fitting does not see; from 0, the default, to less than 1. For users and items, 0.05 is a good one.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Both <paramref name="paddingIndex"/> and <paramref name="padding"/> are given, or 0 is the padding and unknown at once.
    /// </exception>
    /// <example>
    /// <code>
    /// Layer network = Chain(Embedding(5_001, 32), Gru(32), Output());
    /// </code>
    /// </example>
    public static EmbeddingLayer Embedding(
        int levels, int width, Initializer? initializer = null, int? paddingIndex = null, int? padding = null, double unknown = 0) =>
        new(levels, width, initializer, paddingIndex, padding, unknown);

    /// <summary>The mean of the learned vectors of n features, whole numbers: n values become width values.</summary>
    /// <param name="levels">How many different features there are, from 0; at least 1.</param>
    /// <param name="width">How many values come out, at least 1.</param>
    /// <param name="combine"><see cref="Combine.Mean"/>, the default, <see cref="Combine.Add"/> or <see cref="Combine.Max"/>.</param>
    /// <param name="initializer">What the vectors are drawn from; <see cref="Initializers.Normal"/> by default.</param>
    /// <param name="padding">
    /// A feature that fills up what is short, and is left out; from 0 to less than the levels; by default none, or what the feature
    /// column says of itself.
    /// </param>
    public static EmbeddingBagLayer EmbeddingBag(
        int levels, int width, Combine? combine = null, Initializer? initializer = null, int? padding = null) =>
        new(levels, width, combine, initializer, padding);

    /// <summary>
    /// Learns a short vector for each level of each column that <c>ml.Transforms.Categorical.OneHotEncoding</c> put into the
    /// features; the other features go on as they are. The first layer of a network.
    /// </summary>
    /// <param name="width">How many values a vector has, at least 1; by default min(levels − 1, 10) of each column.</param>
    /// <param name="initializer">What the vectors are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static EntityEmbeddingLayer EntityEmbedding(int? width = null, Initializer? initializer = null) =>
        new(width, [], initializer);

    /// <summary>
    /// Learns a short vector, of min(levels − 1, 10) values, for each level of columns that stand one-hot in stated slots of
    /// the features, <c>EntityEmbedding(0..9, 9..25)</c>; the other features go on as they are.
    /// </summary>
    /// <param name="first">The slots of the first column.</param>
    /// <param name="others">The slots of the others, in ascending order.</param>
    /// <exception cref="ArgumentException">A range is empty, counts from the end, or begins within the one before.</exception>
    public static EntityEmbeddingLayer EntityEmbedding(Range first, params ReadOnlySpan<Range> others) =>
        new(null, [first, .. others], null);

    /// <summary>The same with vectors of a stated length.</summary>
    /// <param name="width">How many values a vector has, at least 1.</param>
    /// <param name="first">The slots of the first column.</param>
    /// <param name="others">The slots of the others, in ascending order.</param>
    /// <exception cref="ArgumentException">A range is empty, counts from the end, or begins within the one before.</exception>
    public static EntityEmbeddingLayer EntityEmbedding(int width, Range first, params ReadOnlySpan<Range> others) =>
        new(width, [first, .. others], null);

    /// <summary>A plain recurrent layer over time × features.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="activation">What the state goes through in each step; tanh by default.</param>
    /// <param name="returnSequences">Whether the states after all steps are given, time × hidden, or that after the last alone.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static RnnLayer Rnn(
        int hidden, Activation? activation = null, bool returnSequences = false, bool bias = true, Initializer? initializer = null) =>
        new(hidden, activation, returnSequences, bias, initializer);

    /// <summary>A recurrent layer with long short-term memory over time × features.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="returnSequences">Whether the states after all steps are given, time × hidden, or that after the last alone.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    /// <param name="returnState">Whether the whole state after the last step is given, 2 × hidden: h, then c.</param>
    /// <exception cref="ArgumentException">Both <paramref name="returnSequences"/> and <paramref name="returnState"/> are true.</exception>
    public static LstmLayer Lstm(
        int hidden, bool returnSequences = false, bool bias = true, Initializer? initializer = null, bool returnState = false) =>
        new(hidden, returnSequences, bias, initializer, returnState);

    /// <summary>A gated recurrent layer over time × features.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="returnSequences">Whether the states after all steps are given, time × hidden, or that after the last alone.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static GruLayer Gru(
        int hidden, bool returnSequences = false, bool bias = true, Initializer? initializer = null) =>
        new(hidden, returnSequences, bias, initializer);

    /// <summary>A gated recurrent layer over time × features that resets the state before it is multiplied.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="returnSequences">Whether the states after all steps are given, time × hidden, or that after the last alone.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static GruV3Layer GruV3(
        int hidden, bool returnSequences = false, bool bias = true, Initializer? initializer = null) =>
        new(hidden, returnSequences, bias, initializer);

    /// <summary>
    /// A recurrent cell that goes through time × features: <c>Recurrence(LstmCell(32))</c> computes what <c>Lstm(32)</c> does.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="returnSequences">Whether the states after all steps are given, time × hidden, or that after the last alone.</param>
    public static RecurrenceLayer Recurrence(RecurrentCellLayer cell, bool returnSequences = false) => new(cell, returnSequences);

    /// <summary>One step of <see cref="Rnn"/>: the features of one step become a state.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="activation">What the state goes through; tanh by default.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static RecurrentCellLayer RnnCell(
        int hidden, Activation? activation = null, bool bias = true, Initializer? initializer = null) =>
        new(Rnn(hidden, activation, bias: bias, initializer: initializer));

    /// <summary>One step of <see cref="Lstm"/>: the features of one step become a state.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static RecurrentCellLayer LstmCell(int hidden, bool bias = true, Initializer? initializer = null) =>
        new(Lstm(hidden, bias: bias, initializer: initializer));

    /// <summary>One step of <see cref="Gru"/>: the features of one step become a state.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static RecurrentCellLayer GruCell(int hidden, bool bias = true, Initializer? initializer = null) =>
        new(Gru(hidden, bias: bias, initializer: initializer));

    /// <summary>One step of <see cref="GruV3"/>: the features of one step become a state.</summary>
    /// <param name="hidden">How many values the state has, at least 1.</param>
    /// <param name="bias">Whether the biases are there; they begin as zeros.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    public static RecurrentCellLayer GruV3Cell(int hidden, bool bias = true, Initializer? initializer = null) =>
        new(GruV3(hidden, bias: bias, initializer: initializer));

    /// <summary>Self-attention over time × features.</summary>
    /// <param name="heads">How many heads there are, at least 1; they divide the features.</param>
    /// <param name="dropout">The probability with which a weight of the mean becomes zero in training, from 0 to less than 1.</param>
    /// <param name="bias">Whether biases are added; not by default, as in Flux.</param>
    /// <param name="initializer">What the weights are drawn from; <see cref="Initializers.GlorotUniform"/> by default.</param>
    /// <example>
    /// <code>
    /// Layer network = Chain(PositionalEncoding(), SkipConnection(MultiHeadAttention(heads: 4)), Flatten(), Output());
    /// </code>
    /// </example>
    public static MultiHeadAttentionLayer MultiHeadAttention(
        int heads = MultiHeadAttentionLayer.DefaultHeads, double dropout = 0, bool bias = false, Initializer? initializer = null) =>
        new(heads, dropout, bias, initializer);

    /// <summary>Adds to each step of time × features where it stands, by sines and cosines; for before attention.</summary>
    public static PositionalEncodingLayer PositionalEncoding() => new();
}

namespace MLFlux.Evaluation;

/// <summary>What a task and its figures are called: in messages, tables, reports and the command.</summary>
internal sealed record TaskWords
{
    /// <summary>The task in a message: <c>binary classification</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What is predicted, in a word for those who know no task: <c>classes</c>.</summary>
    public required string PlainName { get; init; }

    /// <summary>The label that is evaluated, for messages.</summary>
    public required string ExpectedLabel { get; init; }

    /// <summary>The score that is evaluated, for messages.</summary>
    public required string ExpectedScore { get; init; }

    /// <summary>
    /// The figure that is the mean of <see cref="TaskFigures.Gains"/>: models are ranked and compared by it, and it is better the higher
    /// it is.
    /// </summary>
    public required string MainFigure { get; init; }

    /// <summary>What the list of the worst predictions is called.</summary>
    public required string MistakesTitle { get; init; }

    /// <summary>What the size of a mistake is called.</summary>
    public required string MistakeSize { get; init; }

    /// <summary>The same where scores are probabilities; null for <see cref="MistakeSize"/>.</summary>
    public string? MistakeConfidence { get; init; }

    /// <summary>What is predicted of a label, as the beginning of a sentence; the classes are those that the label itself names.</summary>
    public required Func<string, ClassificationReport?, string> Subject { get; init; }

    /// <summary>The score of a label with such values that is explained, in a sentence.</summary>
    public required Func<string, IReadOnlyList<string>, string> ExplainedScore { get; init; }
}

namespace MLFlux;

/// <summary>What a network was trained to predict.</summary>
public enum PredictionTask
{
    /// <summary>One class of several.</summary>
    MulticlassClassification,

    /// <summary>Yes or no.</summary>
    BinaryClassification,

    /// <summary>One or several numbers.</summary>
    Regression,

    /// <summary>Rows that are unlike most others, learned without a label.</summary>
    AnomalyDetection,

    /// <summary>Which of several labels a row has: none, one, or several at once.</summary>
    MultilabelClassification,

    /// <summary>The order of the rows within groups, such as the answers to a query.</summary>
    Ranking,

    /// <summary>Several labels at once, each with a head of <c>Outputs</c> and a task of its own.</summary>
    MultiTask,
}

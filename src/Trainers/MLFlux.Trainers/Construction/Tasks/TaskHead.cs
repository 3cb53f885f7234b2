namespace MLFlux.Construction;

/// <summary>
/// What differs between the tasks at a network's end: the function that belongs to the task, and how many outputs there are.
/// </summary>
internal abstract class TaskHead
{
    /// <summary>What makes predictions of raw outputs.</summary>
    public abstract HeadFunction Function { get; }

    /// <summary>What members that end the network are the mean of.</summary>
    public abstract MemberMean Mean { get; }

    /// <summary>Whether targets are numbers that training may scale.</summary>
    public virtual bool HasTargetScale => false;

    /// <summary>Whether outputs stand for classes, so that a temperature may make their probabilities hold.</summary>
    public virtual bool HasTemperature => false;

    /// <summary>Whether one output is compared with a threshold, which may be another than 0.</summary>
    public virtual bool HasThreshold => false;

    /// <summary>Whether each output is compared with a threshold of its own.</summary>
    public virtual bool HasThresholds => false;

    /// <summary>Whether outputs are differences, whose mean square is the score.</summary>
    public virtual bool GivesDifferences => false;

    /// <summary>The head of a task.</summary>
    public static TaskHead Of(PredictionTask task) => task switch
    {
        PredictionTask.BinaryClassification => new BinaryHead(),
        PredictionTask.MulticlassClassification => new MulticlassHead(),
        PredictionTask.Regression => new RegressionHead(),
        PredictionTask.AnomalyDetection => new AnomalyHead(),
        PredictionTask.MultilabelClassification => new MultilabelHead(),
        PredictionTask.Ranking => new RankingHead(),
        PredictionTask.MultiTask => new MultiTaskHead(),
    };

    /// <summary>Whether a head among several may be of this task: a label of each row by itself.</summary>
    public virtual bool CanBeOneOfSeveral => true;

    /// <summary>Whether the network has heads, each of a task of its own.</summary>
    public virtual bool HasHeads => false;

    /// <summary>Whether a target is the index of a class.</summary>
    public virtual bool HasClassIndexes => false;

    /// <summary>How many numbers the targets of a row are.</summary>
    /// <param name="width">How many outputs there are.</param>
    /// <param name="areQuantiles">Whether the outputs are quantiles of one number.</param>
    public virtual int TargetWidth(int width, bool areQuantiles) => 1;

    /// <summary>The network without the function, where it ends in it; its weights keep their names.</summary>
    public abstract Layer WithoutFunction(Layer network);

    /// <summary>Whether a loss that asks for neither raw scores nor probabilities sees the function's values.</summary>
    public abstract bool IsPartOfOutput(Layer network);

    /// <summary>What is wrong with so many outputs and classes of a stored network, as a rule that they break, or null.</summary>
    public abstract string? Fault(int width, int? classes);
}

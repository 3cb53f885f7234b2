namespace MLFlux;

/// <summary>How a network is trained, for all tasks alike. Every option has a working default.</summary>
/// <remarks>
/// Immutable: a fit changes nothing in it, so one object may serve any number of trainers and folds. Wrong values are refused
/// when the trainer is made, all of them at once.
/// </remarks>
/// <example>
/// <code>
/// var options = new NeuralNetworkOptions
/// {
///     Optimizer = Optimizers.AdamW(learningRate: 2e-3),
///     Schedule = Schedules.Cosine(),
///     Epochs = 50,
///     ValidationFraction = 0.1,
///     EarlyStopping = new EarlyStopping(patience: 5),
///     Progress = Console.WriteLine,
/// };
/// </code>
/// </example>
public sealed partial record NeuralNetworkOptions
{
    /// <summary>
    /// The column to learn: a key for multiclass, a bool for binary classification, a float or a vector of floats for
    /// regression, a vector of bools, of floats that are 0 and 1, or of keys for multi-label classification, a whole number as a float
    /// or a key for a ranking. Default: <c>Label</c>.
    /// </summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>
    /// The column to learn from, a vector of floats of known size, whose dimensions are the network's input. Default:
    /// <c>Features</c>, which it stays where the network begins with <c>Inputs</c>, whose branches name their columns.
    /// </summary>
    /// <remarks>
    /// Pixels may stay bytes, a quarter of the memory: each counts as a 255th, from 0 to 1, when its batch is made and when it
    /// is scored, as in the vectors of floats that <c>ImageToVector</c> makes.
    /// </remarks>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>A column of floats that weighs each row in the loss, or null, the default, for 1 each.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>
    /// For a ranking, which needs it: the key column of the groups in which rows are ordered, such as the query. The rows of a group stand
    /// together. Default: null.
    /// </summary>
    public string? RowGroupColumnName { get; init; }

    /// <summary>
    /// For a ranking: what each label is worth, from label 0 (for keys, from the first); at least two finite numbers of at least 0.
    /// Default, null: 0, 3, 7, 15, 31, as ML.NET's evaluator has it, for labels from 0 to 4. For other labels, give
    /// <c>ml.Ranking.Evaluate</c> the same gains in its <c>RankingEvaluatorOptions</c>.
    /// </summary>
    public IReadOnlyList<double>? LabelGains { get; init; }

    /// <summary>
    /// How much the rows of each class count, on top of their weights: <c>ClassWeights.Balanced</c>, or by hand. Not for
    /// regression. Default, null: all alike.
    /// </summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>How weights follow their gradients. Default: <c>Optimizers.Adam()</c>.</summary>
    public Optimizer Optimizer { get; init; } = Optimizers.Adam();

    /// <summary>
    /// What training makes small. Default, null: <c>CrossEntropy()</c> for multiclass, <c>BinaryCrossEntropy()</c> for binary
    /// and multi-label classification, <c>MeanSquaredError()</c> for regression, <c>LambdaRank()</c> for a
    /// ranking.
    /// </summary>
    public Loss? Loss { get; init; }

    /// <summary>
    /// The losses, and their weights, of the heads of a network that ends in <c>Outputs</c>. Default, empty: each head has the loss of what
    /// it predicts, and all weigh the same.
    /// </summary>
    public IReadOnlyList<HeadOptions> Heads { get; init; } = [];

    /// <summary>How many rows make one update; the last batch of an epoch may have fewer. At least 1. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How many times training goes through the rows, at the most. At least 1. Default: 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// The fraction of rows held out to validate after each epoch, drawn by the seed and, for classes, from each class alike.
    /// From 0 (none, the default) to below 1. Not used where a validation set is given to <c>Fit</c>.
    /// </summary>
    /// <remarks>
    /// Rows with the same features, and of one class, are held out together or not at all, so that a row that a model has learned by heart
    /// does not speak for it; where ten or more rows share each set of features on average, each row goes by itself.
    /// </remarks>
    public double ValidationFraction { get; init; }

    /// <summary>
    /// How many networks are trained, each on all rows but those of one of as many folds, on which it is validated after each epoch;
    /// the model is the mean of what they predict, an <c>Ensemble</c> of the network. At least 1, the default: one network. More are
    /// often better and take as many times as long; the last digit of quality on tables.
    /// </summary>
    /// <remarks>
    /// The folds are drawn by the seed and, for classes, from each class alike, copies of a row in one fold, as they are on one side with
    /// <see cref="ValidationFraction"/>. There are no more of them than rows that are no copies. The history has
    /// the epochs of the networks one after another, and callbacks see them so. Where <see cref="TimeLimit"/> leaves no time for another
    /// network, there are fewer of them than folds. Not with <see cref="ValidationFraction"/>, a validation set of one's own, checkpoints,
    /// or a model that is trained further.
    /// </remarks>
    public int BaggedFolds { get; init; } = 1;

    /// <summary>
    /// Other networks, or ways to train one, that are tried beside the trainer's own; none by default. Only with
    /// <see cref="BaggedFolds"/>, on whose first folds all are trained (on more folds, up to all, where there are few rows). The one
    /// with the least validation loss is then trained on all folds; so is the next, whose networks join the mean, where its loss is at
    /// most a twentieth more.
    /// </summary>
    /// <remarks>
    /// Within <see cref="TimeLimit"/> no candidate is begun that would not end in it, by the time that the own network takes and the
    /// multiplications of both: the folds of the trainer's own network come first. The model then also depends on how fast the machine
    /// is. The history has the epochs of all networks. Not with <see cref="InitialWeights"/> or <see cref="FrozenLayers"/>, which are of
    /// one network.
    /// </remarks>
    public IReadOnlyList<BaggedCandidate> BaggedCandidates { get; init; } = [];

    /// <summary>When to end before the last epoch, or null, the default, for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Whether, after the fit of a classifier, raw outputs get a temperature, by which they are divided and with which the log loss of the
    /// validation rows is least: probabilities then come true about as often as they say. The weights and the predicted classes stay as
    /// they are. Default: true; without validation rows, and for regression, nothing is done.
    /// </summary>
    /// <remarks>
    /// Nothing is done either where the validation rows tell no temperature: all are predicted rightly, none better than by chance, or
    /// their mean log loss gains no more by it than its standard error, as where probabilities are right already.
    /// What was found stands in <see cref="TrainingHistory.Temperature"/>.
    /// </remarks>
    public bool TemperatureScaling { get; init; } = true;

    /// <summary>
    /// For yes and no: how the probability above which <c>PredictedLabel</c> is yes is chosen after the fit, on the validation rows,
    /// which there have to be. Default, null: a half. <see cref="NeuralNetworkTransformer.WithThreshold"/> sets it afterwards. For
    /// several labels a row, each gets a threshold of its own; one that all validation rows have, or none, keeps a half.
    /// </summary>
    public DecisionThreshold? DecisionThreshold { get; init; }

    /// <summary>
    /// How many bytes the training rows may add to the process, at least 1,048,576. Data that is larger is read again in each
    /// epoch and shuffled within windows of what fits; it has to give the same rows each time. Default, null: all rows are kept
    /// in memory.
    /// </summary>
    /// <remarks>
    /// From the budget go twelve megabytes (a quarter of a budget under 48 MB) for code that is compiled meanwhile, batches and
    /// garbage, and some ten bytes a row for its label, weight and order, which are not streamed; two windows of features and
    /// the rows held out by <see cref="ValidationFraction"/> share the rest, which is never less than a quarter. Libtorch,
    /// the network, and rows given to <c>Fit</c> to validate are not counted.
    /// </remarks>
    public long? MemoryBudget { get; init; }

    /// <summary>
    /// Random changes of the examples of each batch, in training only, one after another in this order; none by default. See
    /// <see cref="Augmentations"/>.
    /// </summary>
    public IReadOnlyList<Augmentation> Augmentation { get; init; } = [];

    /// <summary>
    /// With <see cref="Augmentation"/> and pretrained layers that stay frozen (<see cref="FrozenLayers"/>): of how many changed versions of
    /// each row the frozen layers are computed, once, before the first epoch; the epochs take the versions in turn. From 0 to 1,000.
    /// Default: 0, rows are changed anew in each epoch, and go through the frozen layers in each. So they do where the versions have no
    /// room in memory, with Mixup and with callbacks. Changes of other columns take place in each epoch.
    /// </summary>
    public int AugmentedVariants { get; init; }

    /// <summary>
    /// Views of each picture, mirrored and moved, of which a prediction is the mean: <c>new ScoringViews(shift: 1)</c>. Default, null: the
    /// picture alone.
    /// </summary>
    /// <remarks>
    /// Belongs to the model and its file; see <see cref="NeuralNetworkTransformer.WithViews"/> for a model that is fitted already.
    /// Training, the validation of epochs and what is recorded are of the picture alone; temperature, thresholds and quantiles, which are
    /// learned on the validation rows after the last epoch, are of the mean.
    /// </remarks>
    public ScoringViews? ScoringViews { get; init; }

    /// <summary>
    /// Decides initial weights, shuffling, dropout and the validation rows. Default, null: the MLContext's seed, or, where that
    /// has none, a different one for each fit.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Weights to begin with, of the whole network or of parts of it, in place of fresh ones; not used where
    /// a model is trained further. Default: null.
    /// </summary>
    public PretrainedWeights? InitialWeights { get; init; }

    /// <summary>
    /// Whether the model keeps the optimizer's state, also in its file, so that training it further goes on as if it had not
    /// stopped. Takes twice the room of the weights for Adam; false makes the file that much smaller. Default: true.
    /// </summary>
    public bool KeepOptimizerState { get; init; } = true;

    /// <summary>
    /// A file to write after every <see cref="CheckpointEvery"/> epochs, so that a fit that was cancelled or killed can go on: see
    /// <see cref="ResumeFrom"/>. It holds the weights, the optimizer's state, those of the best epoch, the history, and no code,
    /// and is written whole or not at all, over the one before it; nothing deletes it. For one fit at a time, not for the folds of
    /// a cross-validation. Where the first one cannot be written, the fit ends with that error; later ones are a warning.
    /// Default, null: none.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>After how many epochs each a checkpoint is written; at least 1, the default.</summary>
    public int CheckpointEvery { get; init; } = 1;

    /// <summary>
    /// The checkpoint with which the fit begins: <c>File.Exists(path) ? path : null</c>. <see cref="Epochs"/> counts from the
    /// beginning of the fit that wrote it. Default, null: the fit begins with its first epoch.
    /// </summary>
    /// <remarks>
    /// On the same rows, with the same options, machine and number of threads, the model is, to the bit, that of a fit that never
    /// stopped, its best epoch, early stopping and schedule included. Rows of another number are refused, and other values of
    /// every option that decides the weights, frozen layers with their epochs and <see cref="MemoryBudget"/> among them.
    /// <see cref="Epochs"/>, <see cref="EarlyStopping"/> and <see cref="TimeLimit"/>, which decide how long the fit goes on, may be
    /// others; the seed is that of the checkpoint, if the options have none.
    /// A learning rate that callbacks have set is kept; parts that they have frozen or thawed cannot be, which is an error.
    /// <see cref="TimeLimit"/> begins anew.
    /// </remarks>
    public string? ResumeFrom { get; init; }

    /// <summary>
    /// Called after each epoch on the thread that fits. What it throws ends the fit and reaches the caller. Default: null.
    /// </summary>
    public Action<EpochReport>? Progress { get; init; }

    /// <summary>Called inside an epoch, at most ten times a second, on the thread that fits. Default: null.</summary>
    public Action<BatchReport>? BatchProgress { get; init; }

    /// <summary>
    /// Called while frozen layers are computed once for all rows, before the first epoch, at most ten times a second and when all are done,
    /// on the thread that fits. Default: null.
    /// </summary>
    public Action<FrozenReport>? FrozenProgress { get; init; }

    /// <summary>
    /// Called after each epoch, after <see cref="Progress"/>, with a control to stop, to change the learning rate, to freeze and
    /// thaw. What it throws ends the fit and reaches the caller. Default: null.
    /// </summary>
    public Action<EpochReport, TrainingControl>? EpochEnd { get; init; }

    /// <summary>
    /// Called after every batch, with the same control; wrap it in <see cref="Throttle"/> for once in so many seconds. What it
    /// throws ends the fit and reaches the caller. Default: null.
    /// </summary>
    public Action<BatchReport, TrainingControl>? BatchEnd { get; init; }

    /// <summary>How the learning rate changes, one of <see cref="Schedules"/>. Default, null: not at all.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>What is done to gradients that are too large. Default, null: nothing.</summary>
    public GradientClipping? GradientClipping { get; init; }

    /// <summary>
    /// How many batches make one update, of the mean of their gradients, as if they were one batch; the last update of an
    /// epoch may have fewer. At least 1, the default.
    /// </summary>
    public int AccumulatedBatches { get; init; } = 1;

    /// <summary>
    /// For a model of the average of the weights over the updates, in place of the last ones, what the average keeps of itself in an
    /// update, above 0 and below 1: with 0.99 it is one of the last hundred or so. Default, null: no average.
    /// </summary>
    /// <remarks>
    /// Often better where the learning rate stays large to the end, and of no use where a schedule brings it near zero. Epochs are
    /// validated, compared and kept with the average; what is recorded within an epoch is of the weights that are trained. In the first
    /// updates the average keeps less, at most (1 + updates) / (10 + updates). Sources: Polyak and Juditsky, 1992; Tarvainen and Valpola,
    /// "Mean teachers are better role models", 2017. The weights that training goes on with are part of the optimizer's state, so that a
    /// checkpoint, or a model that is trained further, goes on to the bit.
    /// </remarks>
    public double? WeightAverageDecay { get; init; }

    /// <summary>Parts of the network whose weights stay as they are, for good or up to an epoch. Default: none.</summary>
    public IReadOnlyList<FrozenLayer> FrozenLayers { get; init; } = [];

    /// <summary>Parts of the network that learn at a rate of their own; of several names that cover a weight the longest counts. Default:
    /// none.</summary>
    public IReadOnlyList<LayerRate> LayerRates { get; init; } = [];

    /// <summary>
    /// For a network with a pretrained body: lets the head learn alone for some epochs before those of <see cref="Epochs"/>, in which all
    /// learn. Not where a model is trained further, nor with checkpoints or <see cref="BaggedFolds"/>. Default, null: all learn from the
    /// beginning.
    /// </summary>
    public FineTuning? FineTuning { get; init; }

    /// <summary>
    /// The time after which training ends, with the epoch it is in cut short, as if all epochs were run; greater than zero. At
    /// least one batch is run. Default, null: none.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// Whether to run one batch, one update and one batch of validation, and no more, to see that all fits together. Default:
    /// false.
    /// </summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// After how many batches each the loss of the batch and, with a validation set, the loss over the held-out rows are recorded
    /// in <see cref="TrainingHistory.Batches"/>; at least 1. Default, null: only by epoch.
    /// </summary>
    public int? RecordEvery { get; init; }

    /// <summary>
    /// Whether to look after each epoch for dead units and for gradients that vanish, explode or are not finite, to log each once
    /// as a warning, and to keep them in <see cref="TrainingHistory.Findings"/>. Default: false.
    /// </summary>
    public bool CheckGradients { get; init; }

    /// <summary>
    /// Called after <see cref="Progress"/> with each epoch, and with what takes a warning of something that does not end the fit.
    /// </summary>
    internal IReadOnlyList<Action<EpochReport, Action<string>>> Logs { get; init; } = [];

    /// <summary>
    /// Called after <see cref="Progress"/> with each epoch, and with what makes a transformer of the weights of now, while it is called.
    /// </summary>
    internal Action<EpochReport, Func<Microsoft.ML.ITransformer>>? EpochModel { get; init; }

    /// <summary>
    /// Ends the fit after the batch it is at, as <see cref="TrainingControl.Stop"/> does: with a model, and the best epoch's weights. With
    /// several <see cref="Ranks"/>, that of rank 0 counts. Default: none.
    /// </summary>
    internal CancellationToken StopToken { get; init; }

    /// <summary>Whether to train on one batch of random rows alone, over and over; see <see cref="TrainingChecks"/>.</summary>
    internal bool OneBatch { get; init; }

    /// <summary>
    /// The processes that train the model together: <c>Mpi.Ranks()</c> of the package <c>MLFlux.Mpi</c> for those that <c>mpirun</c> has
    /// started. Default: <c>Ranks.Alone</c>, this process by itself.
    /// </summary>
    /// <remarks>
    /// Every rank makes the same fit of the same rows, and computes its part of each batch: <see cref="BatchSize"/> is that of all
    /// together, and the model is, within rounding, the one that one process would have trained, the same on every rank. Rank 0 alone
    /// calls the callbacks, logs, writes checkpoints, and decides by time and cancellation. Where the reading of rows fails on one rank,
    /// the fit fails on all; where a rank fails later, all processes end.
    /// <para>Fits that have nothing to do with each other are shared out instead, each done by one rank by itself: those of
    /// <see cref="BaggedFolds"/>, and the folds, repeats and candidates of an experiment, where there are as many of them as ranks.</para>
    /// </remarks>
    public Ranks Ranks { get; init; } = Ranks.Alone;

    /// <summary>
    /// Whether each of several <see cref="Ranks"/> reads rows of its own, such as a file of its own, rather than all of them the same.
    /// Labels and weights go to all ranks, features stay where they were read, and each rank computes the rows of a batch that it has: the
    /// model is the one that one process would learn of the parts one after another. Parts should be about equally large, and rows in no
    /// order, or ranks wait for each other. What is fitted before the trainer, such as a normalisation or the keys of a label, has to be
    /// the same on all ranks: fit it once, and load it on each. Not with <see cref="ExactSums"/>. Within a <see cref="MemoryBudget"/>, each
    /// rank streams its part: a window of rows is one of each rank's, shuffled as one. Default: false.
    /// </summary>
    public bool RowsAreSharded { get; init; }

    /// <summary>
    /// Whether every batch is cut into eight shares whatever the number of ranks and threads, whose gradients and statistics are added up
    /// in a fixed order: the weights are then, to the bit, the same for 1, 2, 4 and 8 <see cref="Ranks"/> on processors of one kind, with
    /// dropout, augmentation and batch normalisation. Costs time. Default: false.
    /// </summary>
    public bool ExactSums { get; init; }

    /// <summary>Ends the fit with an <see cref="OperationCanceledException"/>, checked before every batch. Default: none.</summary>
    public CancellationToken CancellationToken { get; init; }
}

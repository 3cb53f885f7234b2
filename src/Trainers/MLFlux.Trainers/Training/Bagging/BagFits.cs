using MLFlux.Models;
using MLFlux.Rows;
using MLFlux.Seeds;

namespace MLFlux.Training;

/// <summary>The fits of a bagged training, each of one network on the rows of all folds but one.</summary>
internal sealed class BagFits
{
    private readonly TrainingData _data;
    private readonly IReadOnlyList<RowSplit> _splits;
    private readonly int[] _seeds;
    private readonly TargetScale? _scale;
    private readonly FitClock _clock;
    private readonly TrainingContext _context;
    private readonly List<NeuralNetworkModel> _all = [];

    /// <param name="job">The fit of the trainer's own network.</param>
    /// <param name="data">All rows.</param>
    /// <param name="seed">Decides the folds, and all that is random in each fit.</param>
    public BagFits(TrainingJob job, TrainingData data, int seed)
    {
        _data = data;
        var random = new Random(FitSeeds.From(seed).Split);
        (TargetStore targets, EqualRows equal) = (data.Set.Targets, data.Set.Equal);
        _splits = targets.Folds(Math.Min(job.Options.BaggedFolds, targets.Parts(equal)), equal, random);
        _seeds = [.. _splits.Select(_ => random.Next())];

        // One scale for all networks, whose outputs are averaged.
        _scale = data.Set.Targets.Measure(RowSplit.All(data.Set.Count).Training);
        _context = job.Context;
        _clock = new FitClock(job.Options.TimeLimit, _context.Clock);
    }

    /// <summary>How many folds there are.</summary>
    public int Folds => _splits.Count;

    /// <summary>How many rows there are.</summary>
    public int Rows => _data.Set.Count;

    /// <summary>All networks, in the order in which they were trained.</summary>
    public IReadOnlyList<NeuralNetworkModel> All => _all;

    /// <summary>Whether a callback has ended the whole training.</summary>
    public bool IsStopped => _all.Count > 0 && _all[^1].History.Ended == TrainingEnd.Stopped;

    /// <summary>Whether so much time is left, the same for all ranks.</summary>
    public bool Has(TimeSpan time) => _context.Ranks.Agree(!(_clock.Left < time));

    /// <summary>Trains an entrant's network of its next fold.</summary>
    /// <param name="entrant">The entrant, which takes the network.</param>
    /// <param name="later">How many fits are to come after this one, for whoever follows the epochs.</param>
    /// <param name="kept">Time that is not this fit's.</param>
    /// <param name="share">Among how many fits, this one included, what is left beside it is shared out.</param>
    public void Run(BagEntrant entrant, int later, TimeSpan kept, int share)
    {
        int fold = entrant.Models.Count;
        long start = _context.Clock.GetTimestamp();
        TrainingJob job = entrant.Job with { Options = ForFold(entrant.Job.Options, later, (_clock.Left - kept) / share) };
        NeuralNetworkModel model = job.Train(_data, _splits[fold], validationSet: null, _seeds[fold], FitStart.Fresh, _scale);
        TimeSpan took = _context.Clock.GetElapsedTime(start);
        entrant.Longest = took > entrant.Longest ? took : entrant.Longest;
        entrant.Models.Add(model);
        _all.Add(model);
    }

    /// <summary>Trains an entrant's networks of all folds that it has none of.</summary>
    public void Complete(BagEntrant entrant)
    {
        while (entrant.Models.Count < Folds && !IsStopped)
        {
            int left = Folds - entrant.Models.Count;
            Run(entrant, left - 1, TimeSpan.Zero, left);
        }
    }

    /// <summary>The options of a fold's fit: its part of the time, and callbacks that count the epochs of all of them.</summary>
    private NeuralNetworkOptions ForFold(NeuralNetworkOptions options, int later, TimeSpan? time)
    {
        int done = _all.Sum(model => model.History.Epochs.Count);
        int all = done + ((later + 1) * options.Epochs);
        EpochReport OfEpoch(EpochReport report) => report with { Epoch = done + report.Epoch, Epochs = all };
        BatchReport OfBatch(BatchReport report) => report with { Epoch = done + report.Epoch, Epochs = all };
        return options with
        {
            BaggedFolds = 1,
            BaggedCandidates = [],
            TemperatureScaling = false, // A temperature belongs to one network's outputs, not to those that are averaged.
            KeepOptimizerState = false, // The ensemble keeps none.
            TimeLimit = time,
            Progress = options.Progress is { } progress ? report => progress(OfEpoch(report)) : null,
            EpochEnd = options.EpochEnd is { } epochEnd ? (report, control) => epochEnd(OfEpoch(report), control) : null,
            BatchProgress = options.BatchProgress is { } batchProgress ? report => batchProgress(OfBatch(report)) : null,
            BatchEnd = options.BatchEnd is { } batchEnd ? (report, control) => batchEnd(OfBatch(report), control) : null,
        };
    }
}

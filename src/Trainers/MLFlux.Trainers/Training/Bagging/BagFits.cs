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
    private readonly bool _canShare;
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
        _scale = data.Set.Targets.Measure(RowSplit.All(data.Set.Count).Training, job.Loss.TakesRobustScale);
        _context = job.Context;
        _clock = new FitClock(job.Options.TimeLimit, _context.Clock);
        _canShare = !job.Options.RowsAreSharded;
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

    /// <summary>How many fits follow each other where so many are begun together: ranks share them out, if there are enough.</summary>
    public int Rounds(int fits) => AreShared(fits) ? SharedRuns.Most(_context.Ranks, fits) : fits;

    /// <summary>
    /// Trains an entrant's networks of its next folds, until a callback ends the training, or until the time ends in which another would
    /// be done: a network that is cut off early, at a high rate, is worse than none.
    /// </summary>
    /// <param name="entrant">The entrant, which takes the networks.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="later">How many fits are to come after these, for whoever follows the epochs.</param>
    /// <param name="kept">Time that is not for these fits.</param>
    public void Run(BagEntrant entrant, int folds, int later, TimeSpan kept)
    {
        int first = entrant.Models.Count;
        if (!AreShared(folds))
        {
            for (int i = 0; i < folds && !IsStopped && (_all.Count == 0 || Has(entrant.Longest + kept)); i++)
                Add(entrant, Train(entrant.Job, first + i, _all.Sum(Epochs), later + folds - i - 1, _clock.Left - kept));
            return;
        }

        int begun = 0, done = _all.Sum(Epochs), rounds = Rounds(folds);
        TimeSpan longest = entrant.Longest;
        byte[][] fits = SharedRuns.Do(_context.Ranks, folds, i =>
        {
            bool isOver = entrant.Job.Options.StopToken.IsCancellationRequested || _clock.Left < longest + kept;
            if (_all.Count + begun > 0 && isOver)
                return [];
            begun++;
            long start = _context.Clock.GetTimestamp();
            byte[] fit = BagFit.Try(
                () => Train(entrant.OfOneRank(), first + i, done, later + rounds - begun, _clock.Left - kept), ref done);
            TimeSpan took = _context.Clock.GetElapsedTime(start);
            longest = took > longest ? took : longest;
            return fit;
        });

        // As if one process had trained one after another.
        for (int i = 0; i < folds && !IsStopped && fits[i].Length > 0; i++)
            Add(entrant, BagFit.Read(fits[i], entrant.Job.Inputs));
    }

    /// <summary>Trains an entrant's networks of all folds that it has none of.</summary>
    public void Complete(BagEntrant entrant)
    {
        int left = Folds - entrant.Models.Count;
        Run(entrant, left, later: 0, TimeSpan.Zero);
    }

    private static int Epochs(NeuralNetworkModel model) => model.History.Epochs.Count;

    private bool AreShared(int fits) => _canShare && SharedRuns.AreShared(_context.Ranks, fits);

    private BagFit Train(TrainingJob job, int fold, int done, int later, TimeSpan? time)
    {
        long start = _context.Clock.GetTimestamp();
        TrainingJob ofFold = job with { Options = ForFold(job.Options, done, later, time) };
        NeuralNetworkModel model = ofFold.Train(_data, _splits[fold], validationSet: null, _seeds[fold], FitStart.Fresh, _scale);
        return new BagFit(model, _context.Clock.GetElapsedTime(start));
    }

    private void Add(BagEntrant entrant, BagFit fit)
    {
        entrant.Longest = fit.Took > entrant.Longest ? fit.Took : entrant.Longest;
        entrant.Models.Add(fit.Model);
        _all.Add(fit.Model);
    }

    /// <summary>The options of a fold's fit: its part of the time, and callbacks that count the epochs of all of them.</summary>
    private static NeuralNetworkOptions ForFold(NeuralNetworkOptions options, int done, int later, TimeSpan? time)
    {
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
            EpochModel = options.EpochModel is { } watch ? (report, make) => watch(OfEpoch(report), make) : null,
            EpochEnd = options.EpochEnd is { } epochEnd ? (report, control) => epochEnd(OfEpoch(report), control) : null,
            BatchProgress = options.BatchProgress is { } batchProgress ? report => batchProgress(OfBatch(report)) : null,
            BatchEnd = options.BatchEnd is { } batchEnd ? (report, control) => batchEnd(OfBatch(report), control) : null,
        };
    }
}

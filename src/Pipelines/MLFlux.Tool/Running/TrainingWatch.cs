using Microsoft.AspNetCore.Builder;
using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.MLNet;
using MLFlux.Watching;

namespace MLFlux.Tool.Running;

/// <summary>
/// A page of the training that runs: <c>mlflux train --watch</c>. Rows held out are shown to it, which neither train the network nor
/// choose an epoch: the model is that of a training that nobody watches.
/// </summary>
internal sealed class TrainingWatch : IDisposable
{
    private const int MostRows = 500, MostImages = 100, MostMistakes = 12, MostValues = 6;

    /// <summary>How long the end waits for a page to read it.</summary>
    private static readonly TimeSpan s_lastLook = TimeSpan.FromSeconds(2.5), s_turn = TimeSpan.FromMilliseconds(50),
        s_pageTurn = TimeSpan.FromSeconds(2); // A page asks once a second, and later on a busy machine.

    private readonly TrainingStory _story;
    private readonly WebApplication _service;
    private Task _looking = Task.CompletedTask;

    private TrainingWatch(TrainingStory story, WebApplication service) => (_story, _service) = (story, service);

    /// <summary>Opens the page, and says where; null where nobody asked.</summary>
    /// <param name="settings">What the user asked.</param>
    /// <param name="interruption">Is asked for the end by the page's button.</param>
    public static TrainingWatch? TryOpen(TrainSettings settings, Interruption interruption)
    {
        if (!settings.Watch || !ToolRanks.IsFirst)
            return null;
        var story = new TrainingStory($"Training of {settings.Data.Path ?? settings.Data.Query}", () => interruption.CanStopFit);
        WebApplication service = WatchService.Create(story, () =>
        {
            if (!interruption.CanStopFit)
                return; // The page is older than the end of the fit.
            story.Stop();
            interruption.Ask();
        });
        service.StartAsync().GetAwaiter().GetResult();
        Console.WriteLine($"watch the training at {service.Urls.Single()}\n");
        return new TrainingWatch(story, service);
    }

    /// <summary>Says what is done now.</summary>
    public void Say(string phase) => _story.Say(phase);

    /// <summary>The fit is over.</summary>
    public void FitIsOver() => _story.FitIsOver();

    /// <summary>The options of a fit that tells the page.</summary>
    public NeuralNetworkOptions Follow(NeuralNetworkOptions training) => training with
    {
        Progress = training.Progress + (report => _story.Add(new WatchedEpoch(report.Epoch)
        {
            TrainingLoss = report.TrainingLoss,
            TrainingAccuracy = report.TrainingAccuracy,
            ValidationLoss = report.ValidationLoss,
            IsBest = report.IsBest,
        })),
        BatchProgress = training.BatchProgress + (report =>
            _story.Reach(report.Epoch - 1 + (report.Batch / (double)report.Batches), report.Epochs)),
    };

    /// <summary>
    /// Looks at an epoch's network, on another thread, unless it still looks at one before: the fit does not wait.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">The data.</param>
    /// <param name="heldOut">Rows that are not trained on.</param>
    /// <param name="pipeline">What is trained, and for what.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="make">Makes the model, while this is called.</param>
    public void Look(MLContext ml, DataSource data, IDataView heldOut, ReadyPipeline pipeline, EpochReport epoch, Func<ITransformer> make)
    {
        if (!_looking.IsCompleted)
            return;
        ITransformer model = make();
        NeuralNetworkTransformer? network = FittedSteps.Of(model).OfType<NeuralNetworkTransformer>().LastOrDefault();
        _looking = Task.Run(() =>
        {
            try
            {
                Look(ml, data, model.Transform(ml.Data.TakeRows(heldOut, data.Layout is null ? MostImages : MostRows)), pipeline, epoch);
            }
            catch (Exception fault) // Whatever it is: a look does the fit no harm.
            {
                _story.Say($"epoch {epoch.Epoch} of {epoch.Epochs}; its mistakes are not shown: {CommandAction.Sentence(fault)}");
            }
            finally
            {
                network?.Dispose(); // All before it is shared with the fit.
            }
        });
    }

    /// <summary>Says what came of the training, and lets a page that is open read it.</summary>
    public void End(string words, bool isFault)
    {
        _looking.Wait();
        _story.End(words, isFault);
    }

    public void Dispose()
    {
        _looking.Wait();
        long begin = Environment.TickCount64;
        while (_story.HasReader && !_story.IsEndRead && Environment.TickCount64 - begin < s_lastLook.TotalMilliseconds)
            Thread.Sleep(s_turn);
        if (_story.IsEndRead)
            Thread.Sleep(s_pageTurn); // One page has read the end; others that are open ask within that time.
        _service.StopAsync().GetAwaiter().GetResult();
        _service.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private void Look(MLContext ml, DataSource data, IDataView scored, ReadyPipeline pipeline, EpochReport epoch)
    {
        string label = pipeline.LabelColumnName;
        PredictionReport report = ml.Report(HeldOutReport.Shown(ml, data, scored, label), pipeline.Task, new ReportOptions
        {
            LabelColumnName = label,
            BinaryValues = pipeline.BinaryValues,
            Mistakes = MostMistakes,
            ImageColumnName = data.Layout is null ? DataSource.ImagePath : null,
        });
        TaskFigures task = TaskFigures.Of(pipeline.Task);
        double? loss = report.Metrics.FirstOrDefault(metric => metric.Name == "log-loss")?.Value * task.NatsOfLogLoss; // As the fit's.
        string main = task.Words.MainFigure;
        Metric figure = report.Metrics.FirstOrDefault(metric => metric.Name == main) ?? report.Metrics[0];
        _story.Add(epoch.Epoch, figure.Name, figure.Value, loss, (int)report.Rows, [.. report.Mistakes.Select(mistake =>
            new WatchedMistake(mistake.Actual, mistake.Predicted,
                [.. mistake.Values.Where(value => value.Column != label).Take(MostValues).Select(value => (value.Column, value.Value))],
                mistake.Thumbnail))]);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Native;
using MLFlux.Tests.Pipelines.Provenance;
using MLFlux.Tests.Support;

/// <summary>
/// What the runtime calls before this program begins, where DOTNET_STARTUP_HOOKS says so: scores with a saved model, saves, or
/// uses one thing of MLFlux and then TorchSharp.
/// </summary>
internal static class StartupHook
{
    private const int Rows = 50;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(SavingProcess.FileVariable) is string file)
            Save(file);
        if (Environment.GetEnvironmentVariable(FirstUse.Variable) is string first)
        {
            CheckUntouched();
            Touch(first);
            Environment.Exit(0);
        }

        if (Environment.GetEnvironmentVariable(ScoringProcess.ModelVariable) is not string model)
            return;

        CheckUntouched();
        if (Environment.GetEnvironmentVariable(ScoringProcess.RegistersVariable) is not null)
            RegisterLayers();
        Score(model, Environment.GetEnvironmentVariable(ScoringProcess.ScoresVariable)!);
        Environment.Exit(0);
    }

    private static void CheckUntouched()
    {
        if (AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name!.StartsWith("MLFlux.", StringComparison.Ordinal)
            && assembly != typeof(StartupHook).Assembly))
        {
            throw new InvalidOperationException("MLFlux is loaded before anything asks for it.");
        }
    }

    // Apart, since a method's types are loaded before it runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Touch(string first) => FirstUse.Run(first);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Save(string file) => SavingProcess.SaveForever(file);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegisterLayers()
    {
        MLFlux.Tests.Construction.OwnMlp.Register();
        MLFlux.Tests.Construction.OwnResidual.Register();
    }

    /// <summary>The rows that a model of images is given.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDataView Digits(MLContext ml) => MLFlux.HandwrittenDigitsCatalog.MakeHandwrittenDigits(ml.Data, Rows, seed: 9);

    private static void Score(string model, string scores)
    {
        var ml = new MLContext();
        ITransformer loaded = ml.Model.Load(model, out DataViewSchema? schema);
        bool takesImages = schema?.GetColumnOrNull("Image") is not null;
        IDataView scored = loaded.Transform(takesImages ? Digits(ml) : ml.Data.LoadFromEnumerable(Examples.Make(Rows)));
        IEnumerable<float> values = scored.Schema["Score"].Type is VectorDataViewType
            ? scored.GetColumn<float[]>("Score").SelectMany(row => row)
            : scored.GetColumn<float>("Score");
        File.WriteAllLines(scores, values.Select(value => $"{BitConverter.SingleToInt32Bits(value)}"));
    }
}

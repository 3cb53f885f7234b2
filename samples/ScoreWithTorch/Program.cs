using System.Diagnostics;
using Microsoft.ML;
using ScoreWithoutTorch;
using ScoreWithTorch;

// What samples/DigitRecognition saved.
string path = args.Length > 0 ? args[0] : Path.Combine("out", "digits.zip");
if (!File.Exists(path))
{
    Console.Error.WriteLine($"There is no {path}. Run samples/DigitRecognition first, or give the model it saved.");
    return 1;
}

Console.WriteLine("The same drawings through the saved pipeline, which brings libtorch: compare size and time with ScoreWithoutTorch.");
var ml = new MLContext();
ITransformer model = ml.Model.Load(path, out _);
using PredictionEngine<Drawing, Reading> engine = ml.Model.CreatePredictionEngine<Drawing, Reading>(model);
foreach (DrawnDigit digit in DrawnDigit.ReadAll(Path.Combine(AppContext.BaseDirectory, "digits.txt")))
{
    var drawing = new Drawing { Image = [.. digit.Pixels.Select(pixel => (byte)MathF.Round(byte.MaxValue * pixel))] };
    Reading reading = engine.Predict(drawing);
    Console.WriteLine($"a {digit.Label}, read as {reading.PredictedLabel} with probability {reading.Score.Max():0.000}");
}

TimeSpan sinceStart = DateTime.Now - Process.GetCurrentProcess().StartTime;
Console.WriteLine($"{sinceStart.TotalMilliseconds:0} ms from the start of the program");
return 0;

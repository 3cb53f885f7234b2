using MLFlux.Build;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: Icon FILE.png");
    return 2;
}

File.WriteAllBytes(args[0], NetworkIcon.Draw(side: 128));
return 0;
